import { expectThat } from "../../kit/expect.ts";
import { cookiesSet, isCleared, placeOf, tokenCookies } from "../../kit/set-cookies.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { isAlive } from "./connected.ts";
import { AT_HOME } from "./endings.ts";
import { byEach, ends, isBack, revivesNothing } from "./logged-out.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";
import { areDead } from "./sessions.ts";

const check = checkFor<AuthSession>();

/** Finds fault with a logout that leaves a cookie of a login as it was. */
function clears(login: Exchange, logout: Exchange): readonly Finding[] {
  const dropped = cookiesSet(logout)
    .filter(isCleared)
    .map((cookie) => placeOf(cookie, logout));
  const seen = `cleared: ${dropped.join(", ") || "nothing"}`;
  return tokenCookies(login)
    .map((cookie) => placeOf(cookie, login))
    .flatMap((place) => expectThat(dropped.includes(place), logout.step, `${place} cleared`, seen));
}

/** Checks of logouts at the auth app itself. */
export const logouts = {
  "pattmayne.logout-is-confirmed": {
    "fresh-login": check({
      needs: ["disposable-account"],
      async act({ pm }) {
        const user = await pm.lend();
        const logout = await pm.logout(user);
        pm.leave(user);
        return { login: user.from, logout };
      },
      control: ({ login }) => succeed(login),
      judge: ({ logout }) => succeed(logout),
    }),
  },
  "pattmayne.logout-ends-every-refresh-token": byEach(AT_HOME, (ending) => ends(ending, "tokens")),
  "pattmayne.logout-ends-the-jwt-at-once": byEach(AT_HOME, (ending) => ends(ending, "jwts")),
  "pattmayne.logout-ends-unused-codes": byEach(AT_HOME, (ending) => ends(ending, "codes")),
  "pattmayne.logout-clears-cookies": {
    "fresh-login": check({
      needs: ["disposable-account"],
      async act({ pm }) {
        const user = await pm.lend();
        const logout = await pm.logout(user);
        pm.leave(user);
        return { login: user.from, logout };
      },
      control: ({ logout }) => succeed(logout),
      judge: ({ login, logout }) => clears(login, logout),
    }),
    "after-the-jwts-expiry": check({
      needs: ["registration", "short-access-lifetime"],
      async act({ pm, until }) {
        const user = await pm.registered();
        await until(pm.expiryOf(user.from));
        return { login: user.from, logout: await pm.logout(user) };
      },
      control: ({ logout }) => succeed(logout),
      judge: ({ login, logout }) => clears(login, logout),
    }),
  },
  "pattmayne.logout-works-with-an-expired-jwt": {
    "after-the-jwts-expiry": check({
      needs: ["client", "registration", "short-access-lifetime"],
      async act(session) {
        const { pm, until } = session;
        const user = await pm.registered();
        const held = await pm.connect(user, await pm.client());
        await until(pm.expiryOf(user.from));
        const control = await isAlive(session, held);
        const logout = await pm.logout(user);
        const tries = { "try here": await isAlive(session, held), refresh: await pm.refresh(user.refreshToken) };
        return { control, logout, ...tries };
      },
      control: ({ control }) => areValid(control),
      judge: ({ control: _, logout, ...tries }) => [...succeed(logout), ...areDead(tries)],
    }),
  },
  "pattmayne.logout-is-idempotent": {
    "logout-twice": check({
      needs: ["disposable-account"],
      async act({ pm }) {
        const user = await pm.lend();
        const control = await pm.logout(user);
        const again = await pm.logout(user);
        pm.leave(user);
        return { control, again };
      },
      control: ({ control }) => succeed(control),
      judge: ({ again }) => succeed(again),
    }),
  },
  "pattmayne.login-after-logout-works": {
    "logout-and-login": isBack(({ pm }, { user }) => pm.logout(user)),
    "logout-twice": check({
      needs: ["disposable-account"],
      async act({ pm }) {
        const first = await pm.lend();
        const control = await pm.logout(first);
        const user = await pm.signIn(first.account);
        const before = await pm.me({ accessToken: user.accessToken });
        const logout = await pm.logout(user);
        const use = await pm.me({ accessToken: user.accessToken });
        pm.leave(user);
        return { control, before, logout, use };
      },
      control: ({ control, before }) => succeed(control, before),
      judge: ({ logout, use }) => [...succeed(logout), ...areRefused(use)],
    }),
  },
  "pattmayne.return-revives-nothing": byEach(AT_HOME, revivesNothing),
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
