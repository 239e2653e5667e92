import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered } from "../common/parallel.ts";
import type { AngenSession, Codes, Token } from "./api.ts";
import { logIn, yieldTokens } from "./expectations.ts";
import { byName } from "./get-token.ts";
import { areRefused } from "./outcomes.ts";

const check = checkFor<AngenSession>();
const kept = ["tokens-keep-address", "second-address"] as const;
const roaming = ["tokens-roam", "second-address"] as const;

/** Addresses that a token is given to, and others that begin with the same numbers, or digits. */
const HOME = "127.0.0.2";
const NEIGHBOURS = ["127.0.0.3", "127.0.0.21", "127.0.1.2", "127.1.0.2", "127.2.0.0"];
const LONGER_HOME = "127.0.0.12";
const SHORTER_NEIGHBOURS = ["127.0.0.1", "127.0.0.2", "127.0.0.13", "127.0.0.128"];

/** Asks on a connection from an address, which is closed behind the answer. */
async function from<T>(
  { angen }: AngenSession,
  address: string,
  ask: (connection: Awaited<ReturnType<AngenSession["angen"]["open"]>>) => Promise<T>,
): Promise<T> {
  const connection = await angen.open({ from: address });
  return ask(connection).finally(() => connection.close());
}

const givenTo = async (session: AngenSession, address: string, user: Account = session.account): Promise<Token> =>
  session.angen.issued(await from(session, address, (connection) => connection.getToken(byName(user))));

const loginFrom = (session: AngenSession, address: string, { identifierCode }: Codes): Promise<Exchange> =>
  from(session, address, (connection) => connection.login(identifierCode));

const renewedFrom = async (session: AngenSession, address: string, token: Token): Promise<Token> =>
  session.angen.issued(await from(session, address, (connection) => connection.renew(token)));

/** A token that is given to one address, and logins by it from others; then from its own once more. */
const triedFrom =
  (home: string, others: readonly string[], take: typeof givenTo = givenTo) =>
  async (session: AngenSession): Promise<Evidence & Record<"control" | "again", Exchange>> => {
    const token = await take(session, home);
    const control = await loginFrom(session, home, token);
    const attempts: Exchange[] = [];
    for (const other of others) attempts.push(await loginFrom(session, other, token));
    return { ...numbered("attempt", attempts), control, again: await loginFrom(session, home, token) };
  };

const isKept = (act: ReturnType<typeof triedFrom>) =>
  check({
    needs: kept,
    act,
    control: ({ control }) => logIn(control),
    judge: ({ control: _, again: __, ...attempts }) => areRefused(...Object.values(attempts)),
  });

const renewedToken: typeof givenTo = async (session, address) =>
  renewedFrom(session, address, await givenTo(session, address));

/** Checks of the addresses that tokens are given to. */
export const addresses = {
  "angen.kept-address-is-asked-for": {
    "neighbouring-addresses": isKept(triedFrom(HOME, NEIGHBOURS)),
    "shorter-addresses": isKept(triedFrom(LONGER_HOME, SHORTER_NEIGHBOURS)),
    "same-digits": isKept(triedFrom("127.0.1.11", ["127.0.11.1"])),
    "token-of-a-renewal": isKept(triedFrom(HOME, ["127.0.0.3", "127.0.0.21"], renewedToken)),
    "first-login-from-elsewhere": check({
      needs: kept,
      act: async (session) => {
        const token = await givenTo(session, HOME);
        const attempt = await loginFrom(session, "127.0.0.3", token);
        return { attempt, control: await loginFrom(session, HOME, token) };
      },
      control: ({ attempt, control }) => (attempt.outcome === "loggedIn" ? [] : logIn(control)),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "while-its-user-is-there": check({
      needs: kept,
      act: async (session) => {
        const { angen, account } = session;
        const token = await givenTo(session, HOME);
        // The same user has a token for the other address, and is logged in there.
        const there = await angen.open({ from: "127.0.0.3" });
        const own = angen.issued(await there.getToken(byName(account)));
        const control = await there.login(own.identifierCode);
        return { control, attempt: await loginFrom(session, "127.0.0.3", token) };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
  "angen.kept-address-logs-in": {
    "two-addresses": check({
      needs: kept,
      act: async (session) => {
        const [one, two] = [await givenTo(session, HOME), await givenTo(session, LONGER_HOME)];
        return {
          control: one.from,
          first: await loginFrom(session, HOME, one),
          second: await loginFrom(session, LONGER_HOME, two),
          third: await loginFrom(session, HOME, one),
        };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ first, second, third }) => logIn(first, second, third),
    }),
    "after-logins-from-elsewhere": check({
      needs: kept,
      act: triedFrom(HOME, NEIGHBOURS),
      control: ({ control }) => logIn(control),
      judge: ({ again }) => logIn(again),
    }),
    "token-of-a-renewal": check({
      needs: kept,
      act: async (session) => {
        const token = await renewedToken(session, HOME);
        return { control: token.from, login: await loginFrom(session, HOME, token) };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ login }) => logIn(login),
    }),
  },
  "angen.other-address-logs-in": {
    "neighbouring-addresses": check({
      needs: roaming,
      act: triedFrom(HOME, NEIGHBOURS),
      control: ({ control }) => logIn(control),
      judge: ({ control: _, ...answers }) => logIn(...Object.values(answers)),
    }),
    "token-of-a-renewal": check({
      needs: roaming,
      act: async (session) => {
        const token = await givenTo(session, HOME);
        const next = await renewedFrom(session, LONGER_HOME, token);
        return {
          control: next.from,
          first: await loginFrom(session, HOME, next),
          second: await loginFrom(session, LONGER_HOME, next),
          third: await loginFrom(session, "127.0.0.1", next),
        };
      },
      control: ({ control }) => yieldTokens(control),
      judge: ({ first, second, third }) => logIn(first, second, third),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
