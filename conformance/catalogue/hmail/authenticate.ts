import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { fields } from "../../kit/http.ts";
import { checkFor, type Given } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { HmailSession } from "./client.ts";

const check = checkFor<HmailSession>();

/** Checks of the trade of a password for a refresh token. */
export const authenticate = {
  "hmail.right-password-yields-refresh-token": {
    "fresh-login": check({
      act: async ({ hmail, account }) => {
        const login = await hmail.login(account);
        return { login, trade: await hmail.refreshAccess(login.taken["refreshToken"]) };
      },
      judge: ({ login, trade }) => [...expecting(login, "success"), ...expecting(trade, "success")],
    }),
    "a-chain-of-logins": check({
      act: async ({ hmail, account }) => ({
        first: await hmail.authenticate({ ...account }),
        second: await hmail.authenticate({ ...account }),
        third: await hmail.authenticate({ ...account }),
      }),
      judge: ({ first, second, third }) => [first, second, third].flatMap((login) => expecting(login, "success")),
    }),
  },
  "hmail.refresh-token-expires-in-the-future": {
    "fresh-login": check({
      act: async ({ hmail, account }) => ({ login: await hmail.login(account) }),
      control: ({ login }) => expecting(login, "success"),
      judge: ({ login }, given) => expiresInTheFuture(login, given),
    }),
  },
  "hmail.wrong-password-is-failure": {
    "short-password": check({
      act: async ({ hmail, account }) => ({
        control: await hmail.login(account),
        attempt: await hmail.authenticate({ ...account, password: "x" }),
      }),
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "failure"),
    }),
    "wrong-password": check({
      act: async ({ hmail, account }) => ({
        control: await hmail.login(account),
        attempt: await hmail.authenticate({ ...account, password: `not ${account.password}` }),
      }),
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "failure"),
    }),
  },
  "hmail.unknown-user-is-failure": {
    "unknown-user": check({
      act: async ({ hmail, account, random }) => ({
        control: await hmail.login(account),
        attempt: await hmail.authenticate({ ...account, username: `nobody${random.below(1e9)}` }),
      }),
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "failure"),
    }),
  },
  "hmail.malformed-login-has-no-outcome": {
    "no-password": hasNoOutcome(({ username }) => ({ username })),
    "no-username": hasNoOutcome(({ password }) => ({ password })),
    "null-for-password": hasNoOutcome((right) => ({ ...right, password: null })),
    "number-for-password": hasNoOutcome((right) => ({ ...right, password: 12345678 })),
    "array-for-password": hasNoOutcome((right) => ({ ...right, password: [right.password] })),
    "empty-object": hasNoOutcome(() => ({})),
  },
  "hmail.login-keeps-earlier-refresh-tokens": {
    "a-chain-of-logins": check({
      exclusive: true,
      act: async ({ hmail, account }) => {
        const first = await hmail.signIn(account);
        const second = await hmail.authenticate({ ...account });
        for (let more = 0; more < 2; more++) await hmail.authenticate({ ...account });
        return {
          control: first.trade,
          second,
          ofFirst: await hmail.refreshAccess(first.refresh),
          ofSecond: await hmail.refreshAccess(second.taken["refreshToken"]),
          bearer: await hmail.checkAuth(first.access),
        };
      },
      control: ({ control, second }) => [...expecting(control, "success"), ...expecting(second, "success")],
      judge: ({ ofFirst, ofSecond, bearer }) =>
        [ofFirst, ofSecond, bearer].flatMap((each) => expecting(each, "success")),
    }),
  },
  "hmail.failed-login-revokes-nothing": {
    "after-failed-logins": check({
      act: async ({ hmail, account }) => {
        const { refresh, access } = await hmail.signIn(account);
        const control = await hmail.checkAuth(access);
        await hmail.authenticate({ ...account, password: `not ${account.password}` });
        await hmail.authenticate({ ...account, password: "" });
        return { control, bearer: await hmail.checkAuth(access), trade: await hmail.refreshAccess(refresh) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ bearer, trade }) => [...expecting(bearer, "success"), ...expecting(trade, "success")],
    }),
  },
  "hmail.token-responses-are-uncacheable": {
    "fresh-login": check({
      act: async ({ hmail, account }) => {
        const { login, trade } = await hmail.authorized(account);
        return { login, trade };
      },
      judge: ({ login, trade }) => [...isUncacheable(login), ...isUncacheable(trade)],
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;

interface Credentials {
  readonly username?: unknown;
  readonly password?: unknown;
}

/** A login that is none: neither outcome may be given to it. */
function hasNoOutcome(broken: (right: Credentials) => Credentials) {
  return check({
    act: async ({ hmail, account }) => ({
      control: await hmail.login(account),
      attempt: await hmail.authenticate({ ...broken(account) }),
    }),
    control: ({ control }) => expecting(control, "success"),
    judge: ({ attempt }) => expecting(attempt, "refused"),
  });
}

/** Finds fault with a token whose expiry, by the target's clock and to a second, is not ahead. */
export function expiresInTheFuture(exchange: Exchange, { clockAheadMs }: Given): readonly Finding[] {
  const expiresAt = Number(exchange.taken["expiresAt"]);
  const now = exchange.startedAt + clockAheadMs;
  const actual = `${expiresAt}, ${Math.round((now - expiresAt) / 1000)} s ago`;
  return expectThat(expiresAt > now - 1000, exchange.step, `an expiry after ${now}`, actual);
}

function isUncacheable(exchange: Exchange): readonly Finding[] {
  const directives = fields(exchange, "cache-control").join(", ");
  const fine = /(^|[\s,])no-store($|[\s,])/i.test(directives);
  const actual = directives === "" ? `no such field (${describe(exchange).split(":")[0]})` : directives;
  return expectThat(fine, exchange.step, "Cache-Control: no-store", actual);
}
