import { expectThat } from "../../kit/expect.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, Redeemed } from "./client.ts";
import { afterExchange, borrowed, type Connected, exchanged, isAlive, needLeft, newlyConnected } from "./connected.ts";
import { isAhead } from "./expires-at.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areNotValid, areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();
const TWO = ["client", "second-client", "disposable-account"] as const satisfies readonly Need[];
const SHORT = ["client", "registration", "short-refresh-lifetime"] as const satisfies readonly Need[];

/** How far before its expiry a token is still valid, in milliseconds: a second, and what answers and clocks take. */
const ALMOST_MS = -1700;
/** Long enough that an expiry which is counted anew is another one. */
const LATER_MS = 2500;

/** Finds fault with an expiry that is another one than that of an answer before, to a second. */
export function haveOneExpiry(before: Exchange, after: Exchange): readonly Finding[] {
  const [expected, actual] = [before, after].map(({ taken }) => Number(taken["expiresAt"]));
  const fine = Math.abs(Number(actual) - Number(expected)) <= 1;
  return expectThat(fine, after.step, `expires_at ${expected}, as of ${before.step}`, String(actual));
}

/** A token that is valid almost until it expires, and dead from then on; or what becomes of it before. */
const expires = (become: (session: AuthSession, held: Redeemed) => Promise<Redeemed> = async (_, held) => held) =>
  check({
    needs: SHORT,
    async act(session) {
      const { until } = session;
      const { held: first } = await newlyConnected(session);
      const held = await become(session, first);
      await until(held.expiresAt, ALMOST_MS);
      needLeft(session, held.expiresAt);
      const before = await isAlive(session, held);
      await until(held.expiresAt);
      return { given: held.from, before, after: await isAlive(session, held) };
    },
    control: ({ given }) => succeed(given),
    judge: ({ given, before, after }) => [...isAhead(given), ...areValid(before), ...areNotValid(after)],
  });

/** A token of its own that has expired, or what became of it before; it was valid. */
async function expired(
  session: AuthSession,
  become: (connected: Connected, session: AuthSession) => Promise<Redeemed> = async ({ held }) => held,
) {
  const connected = await newlyConnected(session);
  const held = await become(connected, session);
  const control = await isAlive(session, held);
  await session.until(held.expiresAt);
  return { user: connected.user, held, control };
}

const isOver = (
  become?: (connected: Connected, session: AuthSession) => Promise<Redeemed>,
  more: readonly Need[] = [],
) =>
  check({
    needs: [...SHORT, ...more],
    async act(session) {
      const { held, control } = await expired(session, become);
      return { control, use: await isAlive(session, held), again: await isAlive(session, held) };
    },
    control: ({ control }) => areValid(control),
    judge: ({ use, again }) => areNotValid(use, again),
  });

/** Checks of when refresh tokens expire, and of what they are good for then. */
export const expiries = {
  "pattmayne.told-expiry-is-true": {
    "to-a-second": expires(),
    "token-of-an-exchange": expires(afterExchange),
    "told-at-a-code": check({
      needs: ["client", "disposable-account"],
      async act(session) {
        const { pm } = session;
        const [user, client] = [await pm.lend(), await pm.client()];
        const { code } = await pm.code(user, client);
        const redemption = await pm.verifyAuthCode(client, code);
        pm.leave(user);
        return { login: user.from, redemption };
      },
      control: ({ login }) => succeed(login),
      judge: ({ redemption }) => [...succeed(redemption), ...isAhead(redemption)],
    }),
  },
  "pattmayne.exchange-keeps-the-common-expiry": {
    "seconds-later": check({
      needs: TWO,
      async act(session) {
        const { pm, until, targetNow } = session;
        const { user, held } = await borrowed(session);
        const there = await pm.connect(user, await pm.otherClient());
        await until(targetNow(), LATER_MS);
        const exchange = await exchanged(session, held);
        const other = await exchanged(session, there);
        pm.leave(user);
        return { before: there.from, exchange, other };
      },
      control: ({ before, exchange, other }) => succeed(before, exchange, other),
      judge: ({ before, exchange, other }) => [...haveOneExpiry(before, exchange), ...haveOneExpiry(before, other)],
    }),
  },
  "pattmayne.dead-token-is-not-valid": {
    "after-expiry": isOver(),
    "token-of-an-exchange": isOver(({ held }, session) => afterExchange(session, held)),
    "token-of-another-client": isOver(
      async ({ user }, { pm }) => pm.connect(user, await pm.otherClient()),
      ["second-client"],
    ),
  },
  "pattmayne.exchange-needs-a-living-session": {
    "after-expiry": check({
      needs: SHORT,
      async act(session) {
        const { held, control } = await expired(session);
        return { control, attempt: await exchanged(session, held), again: await exchanged(session, held) };
      },
      control: ({ control }) => areValid(control),
      judge: ({ attempt, again }) => areRefused(attempt, again),
    }),
  },
  "pattmayne.expired-token-is-exchanged": {
    "after-another-login": check({
      needs: SHORT,
      async act(session) {
        const { pm } = session;
        const { user, held, control } = await expired(session);
        const login = (await pm.signIn(user.account)).from;
        const exchange = await exchanged(session, held);
        if (exchange.outcome !== "success") return { control, login, exchange };
        return { control, login, exchange, use: await isAlive(session, pm.exchanged(held, exchange)) };
      },
      control: ({ control, login }) => [...areValid(control), ...succeed(login)],
      judge: ({ exchange, use }: { exchange: Exchange; use?: Exchange }) => [...succeed(exchange), ...areValid(use)],
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
