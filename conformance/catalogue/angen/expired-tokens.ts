import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AngenSession, Token } from "./api.ts";
import { logIn } from "./expectations.ts";
import { ALMOST_MS } from "./expiry.ts";
import { areRefused, fail } from "./outcomes.ts";
import { isStill } from "./renewal.ts";
import { fresh, leave, spare } from "./spare.ts";

const check = checkFor<AngenSession>();
const needs = ["short-access-lifetime"] as const;

/** A token that is good, and what it is good for when it has expired. */
function expires(
  take: (session: AngenSession) => Promise<Token>,
  ask: (session: AngenSession, token: Token) => Promise<Evidence>,
  meanwhile: (session: AngenSession, token: Token) => Promise<void> = async () => {},
) {
  return check({
    needs,
    act: async (session): Promise<Evidence & { control: Exchange }> => {
      const { angen, until } = session;
      const token = await take(session);
      const control = await angen.login(token.identifierCode);
      await meanwhile(session, token);
      await until(angen.expiryOf(token));
      return { ...(await ask(session, token)), control };
    },
    control: ({ control }) => logIn(control),
    judge: ({ control: _, ...attempts }) => areRefused(...Object.values(attempts)),
  });
}

const anew = ({ angen, account }: AngenSession) => angen.signIn(account);

const twoLogins = async ({ angen }: AngenSession, { identifierCode }: Token) => ({
  attempt: await angen.login(identifierCode),
  again: await angen.login(identifierCode),
});

const aRenewal = async ({ angen }: AngenSession, token: Token) => ({ attempt: await angen.renew(token) });

/** Checks of tokens that have expired. */
export const expiredTokens = {
  "angen.expired-token-logs-nobody-in": {
    "after-expiry": expires(anew, twoLogins),
    "token-of-a-renewal": expires(fresh, twoLogins),
    "used-until-late": expires(fresh, twoLogins, async ({ angen, until }, token) => {
      await until(angen.expiryOf(token), ALMOST_MS);
      for (let time = 0; time < 3; time++) await angen.login(token.identifierCode);
    }),
    "after-another-login": expires(fresh, twoLogins, async (session, token) => {
      const { angen, account, nearly } = session;
      await nearly(angen.expiryOf(token));
      leave(session, account, await angen.signIn(account));
    }),
    "first-used-after-expiry": check({
      needs,
      act: async (session) => {
        const { angen, account, until } = session;
        const token = await fresh(session);
        await until(angen.expiryOf(token));
        const attempt = await angen.login(token.identifierCode);
        const next = await spare(session, account);
        const control = await angen.login(next.identifierCode);
        leave(session, account, next);
        return { control, attempt };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
    "on-a-users-connection": check({
      needs: [...needs, "second-account"],
      act: async (session) => {
        const { angen, other, until } = session;
        const token = await fresh(session);
        const control = await angen.login(token.identifierCode);
        await until(angen.expiryOf(token));
        const { connection, login } = await angen.enter(other);
        const attempt = await connection.login(token.identifierCode);
        return { control, login, attempt, whoami: await connection.whoami() };
      },
      control: ({ control, login }) => logIn(control, login),
      judge: ({ login, attempt, whoami }) => [...areRefused(attempt), ...isStill(whoami, login)],
    }),
  },
  "angen.failed-login-leaves-the-connection-as-it-was": {
    "expired-code-on-a-connection-of-nobody": check({
      needs,
      act: async (session) => {
        const { angen, until } = session;
        const token = await fresh(session);
        const control = await angen.login(token.identifierCode);
        await until(angen.expiryOf(token));
        const connection = await angen.open();
        const attempt = await connection.login(token.identifierCode);
        return { control, attempt, whoami: await connection.whoami() };
      },
      control: ({ control, attempt }) => [...logIn(control), ...areRefused(attempt)],
      judge: ({ whoami }) => fail(whoami),
    }),
  },
  "angen.expired-token-is-not-renewed": {
    "after-expiry": expires(anew, aRenewal),
    "token-of-a-renewal": expires(fresh, aRenewal),
    "on-its-users-connection": check({
      needs,
      act: async (session) => {
        const { angen, until } = session;
        const { connection, token, login } = await angen.enter(await fresh(session));
        await until(angen.expiryOf(token));
        // A server may end a connection whose token has.
        return { control: login, attempt: await connection.renew(token, { mayClose: true }) };
      },
      control: ({ control }) => logIn(control),
      judge: ({ attempt }) => (attempt.outcome === "unanswered" ? [] : areRefused(attempt)),
    }),
  },
} as const satisfies Partial<Catalogue<"angen", AngenSession>>;
