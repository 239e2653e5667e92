import { expectThat } from "../../../kit/expect.ts";
import { withQuery } from "../../../kit/http.ts";
import { underHeader } from "../../../kit/jwt/forgery.ts";
import { part } from "../../../kit/jwt/jws.ts";
import { altered } from "../../../kit/tokens.ts";
import { checkFor } from "../../../model/check.ts";
import type { Catalogue } from "../../catalogue.ts";
import { numbered } from "../../common/parallel.ts";
import type { Cookies } from "../operations.ts";
import { succeed } from "../outcomes.ts";
import type { AppSession, AppUser } from "./client.ts";
import { readable } from "./readable.ts";
import { asked } from "./witness.ts";

const check = checkFor<AppSession>();

/** A logout by cookies that are nobody's, made from those of a user, who is not logged out by it. */
const endsNothing = (cookies: (user: AppUser, session: AppSession) => Cookies) =>
  check({
    act: async (session) => {
      const { app, auth } = session;
      const user = await app.signIn();
      const attempt = await app.logout(cookies(user, session));
      const after = auth.asked("extLogout");
      const use = await app.me({ accessToken: user.accessToken });
      return { attempt, use, control: await app.logout(user), ...numbered("asked", after) };
    },
    control: ({ control }) => succeed(control),
    // It may be answered as done: nobody is logged in there.
    judge: ({ attempt, use, control: _, ...others }) => [
      ...expectThat(asked(others).length === 0, attempt.step, "no logout at the auth app", "one"),
      ...succeed(use),
    ],
  });

/** Checks of logouts that end nothing. */
export const logoutRefusals = {
  "pattmayne.app-logout-needs-tokens-of-its-user": {
    "no-token": endsNothing(() => ({})),
    "garbage-token": endsNothing(() => ({ accessToken: "garbage", refreshToken: "garbage" })),
    "altered-token": endsNothing(({ accessToken }) => ({ accessToken: altered(accessToken) })),
    "alg-none": endsNothing((user, { derived }) => {
      const { headers, payload } = readable(user);
      const accessToken = `${part({ ...headers, alg: "none" })}.${payload}.`;
      derived(user.accessToken, accessToken, "alg none");
      return { accessToken };
    }),
    "secret-of-another-client": endsNothing((user, { newSecret, derived }) => {
      const good = readable(user);
      const key = Buffer.from(newSecret("clientSecret", 43));
      const accessToken = underHeader(good, { ...good.headers, alg: "HS256" }, "HS256", key);
      derived(user.accessToken, accessToken, "signed with another secret");
      return { accessToken };
    }),
    "token-in-the-query": check({
      act: async ({ app, auth }) => {
        const user = await app.signIn();
        const { accessToken, refreshToken } = user;
        const names = { jwt: accessToken, token: accessToken, access_token: accessToken, client_jwt: accessToken };
        const request = withQuery({ ...names, refresh_token: refreshToken, client_refresh_token: refreshToken });
        const attempt = await app.logout({}, { request });
        const after = auth.asked("extLogout");
        return { attempt, control: await app.logout(user), ...numbered("asked", after) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, control: _, ...others }) =>
        expectThat(asked(others).length === 0, attempt.step, "no logout at the auth app", "one"),
    }),
    "after-expiry": check({
      needs: ["short-access-lifetime"],
      act: async ({ app, auth }) => {
        const user = await app.stale();
        // Before it: a session that it has ended is not renewed.
        const control = await app.me(user);
        const attempt = await app.logout({ accessToken: user.accessToken });
        return { attempt, control, ...numbered("asked", auth.asked("extLogout")) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt, control: _, ...others }) =>
        expectThat(asked(others).length === 0, attempt.step, "no logout at the auth app", "one"),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
