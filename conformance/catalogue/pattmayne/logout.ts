import { expectThat } from "../../kit/expect.ts";
import { withBody, withQuery } from "../../kit/http.ts";
import { cookiesSet, isCleared, placeOf, tokenCookies } from "../../kit/set-cookies.ts";
import { altered, alteredClaims } from "../../kit/tokens.ts";
import { type Check, checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { goodFor } from "./browser-operations.ts";
import { type Connected, connected, isAlive } from "./connected.ts";
import { AT_HOME, type Ending } from "./endings.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { areDead, type Everywhere, everywhere, goodBefore, TRIES, wereGood } from "./sessions.ts";
import { areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();
const OWN = ["client", "second-client", "disposable-account"] as const satisfies readonly Need[];

/** Everything of a user is ended; one kind of it is tried then. */
export const ends = ({ needs, end }: Ending, what: keyof typeof TRIES) =>
  check({
    needs: [...OWN, ...needs],
    async act(session): Promise<Evidence & { logout: Exchange }> {
      const all = await everywhere(session, await session.pm.lend());
      const before = await goodBefore(session, all);
      const logout = await end(session, all);
      const tries = await TRIES[what](session, all);
      session.pm.leave(all.user);
      return { ...before, ...tries, logout };
    },
    control: ({ logout, ...evidence }) => [...wereGood(evidence), ...succeed(logout)],
    judge: ({ logout: _, ...evidence }) =>
      areDead(Object.fromEntries(Object.entries(evidence).filter(([step]) => !step.startsWith("control")))),
  });

/** One check for each ending. */
export function byEach<Name extends string>(endings: Readonly<Record<Name, Ending>>, make: (ending: Ending) => Check<AuthSession>) {
  const entries = Object.entries<Ending>(endings).map(([name, ending]) => [name, make(ending)]);
  return Object.fromEntries(entries) as Record<Name, Check<AuthSession>>;
}

/** A user who is back after everything was ended; what was before is tried then. */
export const revivesNothing = ({ needs, end }: Ending) =>
  check({
    needs: [...OWN, ...needs],
    async act(session): Promise<Evidence & Record<"logout" | "login", Exchange>> {
      const { pm } = session;
      const all = await everywhere(session, await pm.lend());
      const logout = await end(session, all);
      const { from: login } = await pm.signIn(all.user.account);
      const codes = await TRIES.codes(session, all);
      const tries = { ...(await TRIES.tokens(session, all)), ...(await TRIES.jwts(session, all)) };
      pm.leave(all.user);
      return { ...codes, ...tries, logout, login };
    },
    control: ({ logout, login }) => succeed(logout, login),
    judge: ({ logout: _, login: __, ...tries }) => areDead(tries),
  });

/** Finds fault with a login after a logout that does not begin a session as any other does. */
export const isBack = (end: (session: AuthSession, each: Connected) => Promise<Exchange>) =>
  check({
    needs: ["client", "disposable-account"],
    async act(session) {
      const { pm } = session;
      const before = await connected(session);
      const logout = await end(session, before);
      const user = await pm.signIn(before.user.account);
      const still = await goodFor(session, user);
      const connection = await isAlive(session, await pm.connect(user, before.held.client));
      pm.leave(user);
      return { logout, login: user.from, ...still, connection };
    },
    control: ({ logout }) => succeed(logout),
    judge: ({ login, use, renewal, connection }) => [...succeed(login, use, renewal), ...areValid(connection)],
  });

/** Finds fault with a logout that leaves a cookie of a login as it was. */
function clears(login: Exchange, logout: Exchange): readonly Finding[] {
  const dropped = cookiesSet(logout).filter(isCleared).map((cookie) => placeOf(cookie, logout));
  const seen = `cleared: ${dropped.join(", ") || "nothing"}`;
  return tokenCookies(login)
    .map((cookie) => placeOf(cookie, login))
    .flatMap((place) => expectThat(dropped.includes(place), logout.step, `${place} cleared`, seen));
}

/** Logouts that name nobody rightly; the session of the user whom they might mean goes on. */
const leaves = (ask: (session: AuthSession, user: Everywhere["user"]) => readonly (() => Promise<Exchange>)[]) =>
  check({
    needs: ["client", "disposable-account"],
    async act(session) {
      const { user, held } = await connected(session);
      const control = await session.pm.me({ accessToken: user.accessToken });
      for (const attempt of ask(session, user)) await attempt();
      const still = await goodFor(session, user);
      const connection = await isAlive(session, held);
      session.pm.leave(user);
      return { control, ...still, connection };
    },
    control: ({ control }) => succeed(control),
    judge: ({ use, renewal, connection }) => [...succeed(use, renewal), ...areValid(connection)],
  });

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
  "pattmayne.logout-leaves-other-users-alone": {
    "two-users": check({
      needs: ["client", "disposable-account"],
      async act(session) {
        const { pm } = session;
        const [mine, theirs] = [await connected(session), await connected(session)];
        const control = await isAlive(session, theirs.held);
        const logout = await pm.logout(mine.user);
        const still = await goodFor(session, theirs.user);
        const connection = await isAlive(session, theirs.held);
        for (const { user } of [mine, theirs]) pm.leave(user);
        return { control, logout, ...still, connection };
      },
      control: ({ control, logout }) => [...areValid(control), ...succeed(logout)],
      judge: ({ use, renewal, connection }) => [...succeed(use, renewal), ...areValid(connection)],
    }),
    "another-user-in-the-request": check({
      needs: ["client", "disposable-account"],
      async act(session) {
        const { pm } = session;
        const [mine, theirs] = [await connected(session), await connected(session)];
        const control = await isAlive(session, theirs.held);
        const { userId } = theirs.held;
        const { username } = theirs.user.account;
        const named = { user_id: String(userId), username };
        const body = JSON.stringify({ user_id: userId, username });
        await pm.logout(mine.user, { request: (request) => withQuery(named)(withBody(body)(request)) });
        const still = await goodFor(session, theirs.user);
        const connection = await isAlive(session, theirs.held);
        for (const { user } of [mine, theirs]) pm.leave(user);
        return { control, ...still, connection };
      },
      control: ({ control }) => areValid(control),
      judge: ({ use, renewal, connection }) => [...succeed(use, renewal), ...areValid(connection)],
    }),
  },
  "pattmayne.logout-needs-tokens-of-its-user": {
    "no-token": leaves(({ pm }) => [() => pm.logout({}), () => pm.logout({ accessToken: "", refreshToken: "" })]),
    "garbage-token": leaves(({ pm }) => [
      () => pm.logout({ accessToken: "garbage" }),
      () => pm.logout({ refreshToken: "garbage" }),
    ]),
    "forged-token": leaves(({ pm }, { accessToken, refreshToken }) =>
      [altered(accessToken), altered(accessToken, "start"), alteredClaims(accessToken), unsigned(accessToken)]
        .map((forged) => () => pm.logout({ accessToken: forged }))
        .concat(() => pm.logout({ refreshToken: altered(refreshToken) })),
    ),
    "after-the-jwts-expiry": check({
      needs: ["registration", "short-access-lifetime"],
      async act({ pm, until }) {
        const user = await pm.registered();
        const control = await pm.me({ accessToken: user.accessToken });
        await until(pm.expiryOf(user.from));
        await pm.logout({ accessToken: user.accessToken });
        return { control, renewal: await pm.refresh(user.refreshToken) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ renewal }) => succeed(renewal),
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

/** A signed token's claims under a header that asks for no signature. */
const unsigned = (token: string) => `${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.${token.split(".")[1] ?? ""}.`;
