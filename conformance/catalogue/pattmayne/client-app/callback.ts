import { expectThat } from "../../../kit/expect.ts";
import { withHeader, withQuery } from "../../../kit/http.ts";
import { tokenCookies } from "../../../kit/set-cookies.ts";
import { checkFor } from "../../../model/check.ts";
import type { HttpRequest } from "../../../model/exchange.ts";
import type { Catalogue } from "../../catalogue.ts";
import { numbered } from "../../common/parallel.ts";
import { succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { isVouchedFor } from "./vouched.ts";

const check = checkFor<AppSession>();

/** A login from its beginning, each step as the client app answers it. */
export async function logIn(
  { app, auth }: AppSession,
  request: (request: HttpRequest) => HttpRequest = (plain) => plain,
) {
  const begin = await app.begin({ request });
  const { state, stateCookie } = begin.taken;
  const code = auth.code(auth.newUser());
  return { begin, callback: await app.callback({ code, state, stateCookie }, { request }) };
}

/** The user of the code is logged in, whatever else the request says. */
const logsInItsUser = (vary: (session: AppSession) => Promise<(request: HttpRequest) => HttpRequest>) =>
  check({
    act: async (session) => {
      const { app, auth } = session;
      const request = await vary(session);
      const before = auth.asked("verifyAuthCode").length;
      const { state, stateCookie } = app.begun(await app.begin());
      const callback = await app.callback({ code: auth.code(auth.newUser()), state, stateCookie }, { request });
      const use = await app.me({ accessToken: callback.taken["accessToken"] });
      return { callback, use, ...numbered("asked", auth.asked("verifyAuthCode").slice(before)) };
    },
    control: ({ callback }) => succeed(callback),
    judge: ({ callback: _, use, ...asked }) => isVouchedFor(use, asked),
  });

/** Checks of callbacks with good codes. */
export const callbacks = {
  "pattmayne.app-callback-sets-both-cookies": {
    "fresh-login": check({
      act: async (session) => {
        const { begin, callback } = await logIn(session);
        const { accessToken, refreshToken } = callback.taken;
        const use = await session.app.me({ accessToken });
        return { begin, callback, use, both: await session.app.me({ accessToken, refreshToken }) };
      },
      control: ({ begin }) => succeed(begin),
      judge: ({ callback, use, both }) => [
        ...succeed(callback),
        ...["accessToken", "refreshToken"].flatMap((role) =>
          expectThat(typeof callback.taken[role] === "string", callback.step, `a cookie with the ${role}`, "none"),
        ),
        ...succeed(use, both),
      ],
    }),
    "three-logins-at-once": check({
      act: async (session) => {
        const logins = await Promise.all([logIn(session), logIn(session), logIn(session)]);
        const callbacks = logins.map(({ callback }) => callback);
        const uses = callbacks.map(({ taken }) => session.app.me({ accessToken: taken["accessToken"] }));
        return { ...numbered("callback", callbacks), ...numbered("use", await Promise.all(uses)) };
      },
      judge: (evidence) => succeed(...Object.values(evidence)),
    }),
  },
  "pattmayne.app-callback-knows-its-user": {
    "fresh-login": logsInItsUser(async () => (request) => request),
    "after-anothers-login": logsInItsUser(async ({ app }) => {
      await app.signIn();
      return (request) => request;
    }),
    "another-user-in-the-query": logsInItsUser(async ({ app }) => {
      const { user } = await app.signIn();
      const id = String(user.userId);
      return withQuery({ user_id: id, userId: id, sub: id, username: user.username, user_role: "admin" });
    }),
    "beside-anothers-cookies": logsInItsUser(async ({ app }) => {
      const { from } = await app.signIn();
      return withMoreCookies(
        tokenCookies(from)
          .map(({ name, value }) => `${name}=${value}`)
          .join("; "),
      );
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** The request with more cookies, behind its own. */
function withMoreCookies(cookies: string) {
  return (request: HttpRequest): HttpRequest => {
    const has = request.headers.some(([name]) => name.toLowerCase() === "cookie");
    if (!has) return withHeader("cookie", cookies)(request);
    const headers = request.headers.map(
      ([name, value]) => [name, name.toLowerCase() === "cookie" ? `${value}; ${cookies}` : value] as const,
    );
    return { ...request, headers };
  };
}
