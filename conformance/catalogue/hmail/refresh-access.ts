import { expecting, expectThat } from "../../kit/expect.ts";
import { withHeader } from "../../kit/http.ts";
import { altered, likeBase64, tokenInOtherCase, truncated } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { expiresInTheFuture } from "./authenticate.ts";
import type { HmailSession } from "./client.ts";
import { expiredAccessTokenIsNoRefreshToken } from "./expired-tokens.ts";
import { expiredRefreshToken, lateTrade } from "./expiry.ts";

const check = checkFor<HmailSession>();

/** An access token that lives longer against its refresh token is not short-lived. */
const MOST_OF_IT = 0.75;

/** Behind an access token's expiry, and well before the refresh token's. */
const BEHIND_MS = 300;

/** Something in the place of a refresh token; the control is the token that it was made from. */
function answers(outcomes: readonly string[], spoil: (good: string, session: HmailSession) => unknown) {
  return check({
    act: async (session) => {
      const { hmail, account } = session;
      const { refresh } = await hmail.authorized(account);
      return {
        control: await hmail.refreshAccess(refresh),
        attempt: await hmail.refreshAccess(spoil(refresh, session)),
      };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ attempt }) => expecting(attempt, ...outcomes),
  });
}

/** Checks of the trade of a refresh token for an access token. */
export const refreshAccess = {
  "hmail.expired-refresh-token-is-failure": expiredRefreshToken,
  "hmail.access-token-expires-with-its-refresh-token": lateTrade,
  "hmail.refresh-token-yields-access-token": {
    "fresh-trade": check({
      act: async ({ hmail, account }) => {
        const login = await hmail.login(account);
        const trade = await hmail.refreshAccess(login.taken["refreshToken"]);
        return { login, trade, bearer: await hmail.checkAuth(trade.taken["accessToken"]) };
      },
      control: ({ login }) => expecting(login, "success"),
      judge: ({ trade, bearer }) => [...expecting(trade, "success"), ...expecting(bearer, "success")],
    }),
  },
  "hmail.refresh-token-is-not-consumed": {
    "tenth-trade": check({
      exclusive: true,
      act: async ({ hmail, account }) => {
        const { refresh, access, trade: first } = await hmail.signIn(account);
        const second = await hmail.refreshAccess(refresh);
        for (let trade = 3; trade < 10; trade++) await hmail.refreshAccess(refresh);
        const tenth = await hmail.refreshAccess(refresh);
        return {
          first,
          second,
          tenth,
          bearer: await hmail.checkAuth(tenth.taken["accessToken"]),
          earlier: await hmail.checkAuth(access),
        };
      },
      control: ({ first }) => expecting(first, "success"),
      judge: ({ second, tenth, bearer, earlier }) =>
        [second, tenth, bearer, earlier].flatMap((each) => expecting(each, "success")),
    }),
    "late-in-its-life": check({
      needs: ["short-refresh-lifetime"],
      act: async ({ hmail, account, nearly }) => {
        const { refresh, refreshExpiresAt, trade: first } = await hmail.signIn(account);
        await nearly(refreshExpiresAt);
        return { first, late: await hmail.refreshAccess(refresh) };
      },
      control: ({ first }) => expecting(first, "success"),
      judge: ({ late }) => expecting(late, "success"),
    }),
    "eight-at-once": check({
      exclusive: true,
      act: async ({ hmail, account }) => {
        const { refresh, trade: control } = await hmail.signIn(account);
        const trades = await Promise.all(Array.from({ length: 8 }, () => hmail.refreshAccess(refresh)));
        const named = trades.map((trade, index) => [`trade ${index + 1}`, trade] as const);
        return { ...Object.fromEntries(named), control } as Evidence & { control: Exchange };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ control: _, ...trades }) => Object.values(trades).flatMap((trade) => expecting(trade, "success")),
    }),
    "after-its-access-tokens-expiry": check({
      needs: ["short-access-lifetime"],
      act: async ({ hmail, account, until }) => {
        const { login, refresh, accessExpiresAt, trade: first } = await hmail.authorized(account);
        await until(accessExpiresAt, BEHIND_MS);
        return { login, first, trade: await hmail.refreshAccess(refresh) };
      },
      control: ({ first }) => expecting(first, "success"),
      judge: ({ login, trade }, { clockAheadMs }) => {
        const now = trade.startedAt + trade.durationMs + clockAheadMs;
        const isAlive = now + BEHIND_MS < Number(login.taken["expiresAt"]);
        return isAlive ? expecting(trade, "success") : [];
      },
    }),
    "by-another-program": check({
      act: async ({ hmail, account }) => {
        const { refresh, trade: control } = await hmail.authorized(account);
        const request = withHeader("user-agent", "authmark (another program)");
        return { control, attempt: await hmail.refreshAccess(refresh, { request }) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "success"),
    }),
    "after-another-login": check({
      act: async ({ hmail, account }) => {
        const { refresh, trade: first } = await hmail.authorized(account);
        const other = await hmail.signIn(account);
        await hmail.refreshAccess(other.refresh);
        const again = await hmail.refreshAccess(refresh);
        return { first, again, third: await hmail.refreshAccess(refresh) };
      },
      control: ({ first }) => expecting(first, "success"),
      judge: ({ again, third }) => [again, third].flatMap((each) => expecting(each, "success")),
    }),
  },
  "hmail.access-token-expires-in-the-future": {
    "fresh-trade": check({
      act: async ({ hmail, account }) => ({ trade: (await hmail.authorized(account)).trade }),
      judge: ({ trade }, given) => expiresInTheFuture(trade, given),
    }),
  },
  "hmail.access-tokens-are-short-lived": {
    "fresh-trade": check({
      act: async ({ hmail, account }) => {
        const { login, trade } = await hmail.authorized(account);
        return { login, trade };
      },
      judge: ({ login, trade }, { clockAheadMs }) => {
        const refresh = Number(login.taken["expiresAt"]) - login.startedAt - clockAheadMs;
        // At least: from when it was there at the latest.
        const access = Number(trade.taken["expiresAt"]) - (trade.startedAt + trade.durationMs) - clockAheadMs;
        const expected = `a lifetime well below the ${refresh} ms of the refresh token`;
        return expectThat(access < MOST_OF_IT * refresh, trade.step, expected, `${access} ms`);
      },
    }),
  },
  "hmail.unknown-refresh-token-is-failure": {
    "random-token": answers(["failure"], (good, { random }) => likeBase64(good, random)),
    "altered-at-its-start": answers(["failure"], (good) => altered(good, "start")),
    "altered-token": answers(["failure"], (good) => altered(good)),
    "altered-at-its-end": answers(["failure"], (good) => altered(good, "end")),
    "token-in-other-case": answers(["failure", "badRequest"], tokenInOtherCase),
  },
  "hmail.undecodable-refresh-token-is-bad-request": {
    "no-base64": answers(["badRequest"], () => "this is no token"),
    "one-character-in-refresh-token": answers(["badRequest"], (good) => `${good.slice(0, 8)}*${good.slice(8)}`),
  },
  "hmail.refresh-token-is-taken-whole": {
    "shorter-token": answers(["failure", "badRequest"], truncated),
    "longer-token": answers(["failure", "badRequest"], (good) => `${good}AAAA`),
    "blanks-behind": answers(["failure", "badRequest"], (good) => `${good} `),
    "one-character-less": answers(["failure", "badRequest"], (good) => good.replace(/.(=*)$/, "$1")),
    "blanks-before": answers(["failure", "badRequest"], (good) => ` ${good}`),
    "bytes-after-nul": answers(["failure", "badRequest"], (good) => `${good}\0x`),
    "escaped-in-percent": answers(
      ["failure", "badRequest"],
      (good) => `%${good.charCodeAt(0).toString(16)}${good.slice(1)}`,
    ),
    "long-text-for-token": answers(["failure", "badRequest", "refused", "unanswered"], () => "A".repeat(20_000)),
    "empty-token": answers(["failure", "badRequest"], () => ""),
  },
  "hmail.malformed-refresh-has-no-outcome": {
    "no-token": answers(["refused"], () => undefined),
    "null-for-token": answers(["refused"], () => null),
    "number-for-token": answers(["refused"], () => 1),
    "array-for-token": answers(["refused"], (good) => [good]),
    "object-for-token": answers(["refused"], () => ({ $ne: null })),
  },
  "hmail.access-token-is-no-refresh-token": {
    "after-expiry": expiredAccessTokenIsNoRefreshToken,
    "access-token-as-refresh-token": check({
      act: async ({ hmail, account }) => {
        const { refresh, access } = await hmail.authorized(account);
        return { control: await hmail.refreshAccess(refresh), attempt: await hmail.refreshAccess(access) };
      },
      control: ({ control }) => expecting(control, "success"),
      judge: ({ attempt }) => expecting(attempt, "failure", "badRequest"),
    }),
  },
} as const satisfies Partial<Catalogue<"hmail", HmailSession>>;
