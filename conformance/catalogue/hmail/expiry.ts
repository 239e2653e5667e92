import type { Variation } from "../../engine/http-caller.ts";
import { expecting, expectThat } from "../../kit/expect.ts";
import { everythingSaid, fields, statusOf, withMethod } from "../../kit/http.ts";
import { isNumber, isText, prepared } from "../../kit/prepared.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import { atEach } from "../common/face.ts";
import type { HmailSession } from "./client.ts";
import { routes, SERVED } from "./routes.ts";

const check = checkFor<HmailSession>();

/** An access token is used late in its life and again after it: what its use does to its life is seen as well. */
export const expiredAccessToken = {
  ...atEach(routes, (route) =>
    check({
      needs: ["short-access-lifetime"],
      act: async (session) => {
        const { hmail, account } = session;
        const { access, accessExpiresAt } = await hmail.authorized(account);
        const control = await route(session, access);
        await session.nearly(accessExpiresAt);
        await route(session, access);
        await session.until(accessExpiresAt);
        return {
          control,
          garbage: await route(session, "garbage"),
          attempt: await route(session, access),
          again: await route(session, access),
        };
      },
      control: ({ control }) => expecting(control, ...SERVED),
      judge: ({ control, garbage, attempt, again }) =>
        [attempt, again].flatMap((each) => [
          ...expecting(each, "unauthorized"),
          ...tellsNobody(each, garbage, control.taken["username"]),
        ]),
    }),
  ),
  "first-used-late": check({
    needs: ["short-access-lifetime"],
    act: async ({ hmail, account, nearly, until }) => {
      const { access, accessExpiresAt } = await hmail.authorized(account);
      await nearly(accessExpiresAt);
      const control = await hmail.checkAuth(access);
      await until(accessExpiresAt);
      return { control, attempt: await hmail.checkAuth(access) };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ attempt }) => expecting(attempt, "unauthorized"),
  }),
  "asked-for-its-head": check({
    needs: ["short-access-lifetime"],
    act: async ({ hmail, account, until }) => {
      const { access, accessExpiresAt } = await hmail.authorized(account);
      const control = await hmail.checkAuth(access);
      const head: Variation = { request: withMethod("HEAD") };
      await until(accessExpiresAt);
      return {
        control,
        expired: await hmail.checkAuth(access, head),
        garbage: await hmail.checkAuth("garbage", head),
      };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ expired, garbage }) => {
      const [expected, actual] = [garbage, expired].map(visibleHead);
      return expectThat(expected === actual, expired.step, `${expected}, as with garbage`, `${actual}`);
    },
  }),
  "of-a-user-who-does-nothing-else": check({
    needs: ["short-access-lifetime", "disposable-account"],
    act: async ({ hmail, until }) => {
      const { access, accessExpiresAt } = await hmail.signIn(await hmail.lend());
      const control = await hmail.checkAuth(access);
      await until(accessExpiresAt);
      return { control, attempt: await hmail.checkAuth(access) };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ attempt }) => expecting(attempt, "unauthorized"),
  }),
  "after-another-login": check({
    needs: ["short-access-lifetime"],
    act: async ({ hmail, account, until }) => {
      const { access, refresh, accessExpiresAt } = await hmail.authorized(account);
      const control = await hmail.checkAuth(access);
      await until(accessExpiresAt);
      // Where the refresh token is dead as well by now, this says the same with less.
      await hmail.refreshAccess(refresh);
      const afterTrade = await hmail.checkAuth(access);
      await hmail.signIn(account);
      return { control, afterTrade, afterLogin: await hmail.checkAuth(access) };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ afterTrade, afterLogin }) => [afterTrade, afterLogin].flatMap((each) => expecting(each, "unauthorized")),
  }),
} as const;

/** Finds fault with an answer that says whose a dead token was, where another refusal does not say that name. */
function tellsNobody(answer: Exchange, other: Exchange, name: unknown) {
  const says = (exchange: Exchange) => everythingSaid(exchange).toLowerCase().includes(String(name).toLowerCase());
  if (typeof name !== "string" || name.length < 4) return [];
  return expectThat(!says(answer) || says(other), answer.step, "nothing of the user", "the user's name");
}

/** What a head tells of the body that it stands for. */
function visibleHead(exchange: Exchange): string {
  return `status ${statusOf(exchange)}, content-length ${fields(exchange, "content-length").join(", ")}`;
}

/** An access token is used when most of its life is over, and often. */
export const lateAccessToken = {
  "late-in-its-life": check({
    needs: ["short-access-lifetime"],
    act: async ({ hmail, account, nearly }) => {
      const { access, accessExpiresAt, trade } = await hmail.authorized(account);
      const unused = await hmail.refreshAccess(trade.sent["refreshToken"]);
      const control = await hmail.checkAuth(access);
      await nearly(accessExpiresAt);
      return {
        control,
        used: await hmail.checkAuth(access),
        unused: await hmail.checkAuth(unused.taken["accessToken"]),
      };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ used, unused }) => [...expecting(used, "success"), ...expecting(unused, "success")],
  }),
  "tenth-use": check({
    act: async ({ hmail, account }) => {
      const { access } = await hmail.authorized(account);
      const control = await hmail.checkAuth(access);
      for (let use = 2; use < 10; use++) await hmail.checkAuth(access);
      return { control, tenth: await hmail.checkAuth(access) };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ tenth }) => expecting(tenth, "success"),
  }),
} as const;

/** A refresh token is traded late in its life and again after it. */
export const expiredRefreshToken = {
  "first-used-late": check({
    needs: ["short-refresh-lifetime"],
    act: async ({ hmail, account, nearly, until }) => {
      const login = await hmail.idleLogin(account);
      const refresh = prepared(login, "refreshToken", isText);
      const expiresAt = prepared(login, "expiresAt", isNumber);
      await nearly(expiresAt);
      const control = await hmail.refreshAccess(refresh);
      await until(expiresAt);
      return { control, attempt: await hmail.refreshAccess(refresh) };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ attempt }) => expecting(attempt, "failure"),
  }),
  "after-expiry": check({
    needs: ["short-refresh-lifetime"],
    act: async ({ hmail, account, nearly, until }) => {
      const { refresh, refreshExpiresAt } = await hmail.signIn(account);
      const control = await hmail.refreshAccess(refresh);
      await nearly(refreshExpiresAt);
      await hmail.refreshAccess(refresh);
      await until(refreshExpiresAt);
      const attempt = await hmail.refreshAccess(refresh);
      const again = await hmail.refreshAccess(refresh);
      await hmail.signIn(account);
      return { control, attempt, again, afterLogin: await hmail.refreshAccess(refresh) };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ attempt, again, afterLogin }) =>
      [attempt, again, afterLogin].flatMap((each) => expecting(each, "failure")),
  }),
} as const;

/** A refresh token is traded when most of its life is over. */
export const lateTrade = {
  "late-in-its-life": check({
    needs: ["short-refresh-lifetime"],
    act: async ({ hmail, account, nearly }) => {
      const login = await hmail.idleLogin(account);
      const refresh = prepared(login, "refreshToken", isText);
      await nearly(prepared(login, "expiresAt", isNumber));
      return { login, trade: await hmail.refreshAccess(refresh) };
    },
    control: ({ trade }) => expecting(trade, "success"),
    judge: ({ login, trade }) => {
      const [refresh, access] = [Number(login.taken["expiresAt"]), Number(trade.taken["expiresAt"])];
      return expectThat(access <= refresh, trade.step, `an expiry up to ${refresh}`, String(access));
    },
  }),
} as const;
