import { withBody, withQuery } from "../../kit/http.ts";
import { altered, alteredClaims } from "../../kit/tokens.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { goodFor } from "./browser-operations.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { connected, isAlive, needLiving, newlyConnected } from "./connected.ts";
import { succeed } from "./outcomes.ts";
import { areValid } from "./outcomes-of-checks.ts";

const check = checkFor<AuthSession>();

/** Logouts that name nobody rightly; the session of the user whom they might mean goes on. */
const leaves = (ask: (session: AuthSession, user: SignedIn) => readonly (() => Promise<Exchange>)[]) =>
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

/** A signed token's claims under a header that asks for no signature. */
const unsigned = (token: string) =>
  `${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.${token.split(".")[1] ?? ""}.`;

/** Checks of sessions that a logout is to leave as they were. */
export const sparedByLogouts = {
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
      needs: ["client", "registration", "short-access-lifetime"],
      async act(session) {
        const { pm, until } = session;
        const { user, held } = await newlyConnected(session);
        const control = await pm.me({ accessToken: user.accessToken });
        await until(pm.expiryOf(user.from));
        await pm.logout({ accessToken: user.accessToken });
        needLiving(session, held);
        return { control, renewal: await pm.refresh(user.refreshToken) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ renewal }) => succeed(renewal),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
