import { describe, expectThat } from "../../../kit/expect.ts";
import { cookiesSet, isCleared, placeOf, tokenCookies } from "../../../kit/set-cookies.ts";
import { checkFor } from "../../../model/check.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { areRefused, succeed } from "../outcomes.ts";
import { otherwise } from "./answers.ts";
import type { AppSession } from "./client.ts";

const check = checkFor<AppSession>();
const needs = ["short-access-lifetime"] as const;

/** A logout that the auth app does not take; with everything in order it takes one afterwards. */
const isNotConfirmed = (answer: (typeof otherwise)[keyof typeof otherwise]) =>
  check({
    act: async ({ app, auth }) => {
      const user = await app.signIn();
      auth.answer("extLogout", answer);
      const attempt = await app.logout(user);
      auth.answer("extLogout", undefined);
      return { attempt, control: await app.logout(user) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => expectThat(attempt.outcome !== "success", attempt.step, "no success", describe(attempt)),
  });

/** Checks of logouts at a client app, and of what comes after them. */
export const logouts = {
  "pattmayne.app-logout-is-confirmed": {
    "right-after-a-login": check({
      act: async ({ app }) => {
        const user = await app.signIn();
        return { from: user.from, logout: await app.logout(user) };
      },
      control: ({ from }) => succeed(from),
      judge: ({ logout }) => succeed(logout),
    }),
    "after-expiry": check({
      needs,
      act: async ({ app }) => {
        const user = await app.stale();
        return { from: user.from, logout: await app.logout(user) };
      },
      control: ({ from }) => succeed(from),
      judge: ({ logout }) => succeed(logout),
    }),
  },
  "pattmayne.app-logout-clears-cookies": {
    "right-after-a-login": check({
      act: async ({ app }) => {
        const user = await app.signIn();
        return { from: user.from, logout: await app.logout(user) };
      },
      control: ({ logout }) => succeed(logout),
      judge: ({ from, logout }) => clears(logout, from),
    }),
    "after-expiry": check({
      needs,
      act: async ({ app }) => {
        const user = await app.stale();
        return { from: user.from, logout: await app.logout(user) };
      },
      control: ({ logout }) => succeed(logout),
      judge: ({ from, logout }) => clears(logout, from),
    }),
  },
  "pattmayne.app-logout-keeps-jwts-as-declared": {
    "right-after-a-login": check({
      act: async ({ app }) => {
        const user = await app.signIn();
        const before = await app.me({ accessToken: user.accessToken });
        const logout = await app.logout(user);
        return { before, logout, use: await app.me({ accessToken: user.accessToken }) };
      },
      control: ({ before, logout }) => succeed(before, logout),
      judge: ({ use }, { policy }) => ((policy.logoutKeepsClientJwt ?? true) ? succeed(use) : areRefused(use)),
    }),
  },
  "pattmayne.app-login-after-logout-works": {
    "right-after-a-logout": check({
      act: async (session) => {
        const { app, auth } = session;
        const { user, ...before } = await app.signIn();
        const logout = await app.logout(before);
        const { state, stateCookie } = app.begun(await app.begin());
        const login = await app.callback({ code: auth.code(user), state, stateCookie });
        return { logout, login, use: await app.me({ accessToken: login.taken["accessToken"] }) };
      },
      control: ({ logout }) => succeed(logout),
      judge: ({ login, use }) => succeed(login, use),
    }),
    "renewed-after-it": check({
      needs,
      act: async ({ app }) => {
        const { user, ...before } = await app.signIn();
        const logout = await app.logout(before);
        return { logout, renewal: await app.me(await app.stale(user)) };
      },
      control: ({ logout }) => succeed(logout),
      judge: ({ renewal }) => succeed(renewal),
    }),
  },
  "pattmayne.app-failed-logout-is-not-confirmed": {
    "nothing-from-the-auth-app": isNotConfirmed(otherwise.nothing),
    "server-error-of-the-auth-app": isNotConfirmed(otherwise.serverError),
    "refused-by-the-auth-app": isNotConfirmed(otherwise.refused),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** Finds fault with each cookie of a login that a logout does not clear where it is. */
function clears(logout: Exchange, login: Exchange): readonly Finding[] {
  const cleared = cookiesSet(logout)
    .filter(isCleared)
    .map((cookie) => placeOf(cookie, logout));
  const seen = `cleared: ${cleared.join(", ") || "nothing"}`;
  return tokenCookies(login)
    .map((cookie) => placeOf(cookie, login))
    .flatMap((place) => expectThat(cleared.includes(place), logout.step, `${place} cleared`, seen));
}
