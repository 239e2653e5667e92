import { describe, expectThat } from "../../../kit/expect.ts";
import { fields, withHeader, withQuery } from "../../../kit/http.ts";
import { cookiesSet, tokenCookies } from "../../../kit/set-cookies.ts";
import { checkFor } from "../../../model/check.ts";
import type { Exchange, HttpRequest } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { numbered } from "../../common/parallel.ts";
import { succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { FORWARDED, NAMED_PLACES } from "./foreign-places.ts";
import { isVouchedFor } from "./vouched.ts";
import { toldBy } from "./witness.ts";

const check = checkFor<AppSession>();

/** A login from its beginning, each step as the client app answers it. */
async function logIn({ app, auth }: AppSession, request: (request: HttpRequest) => HttpRequest = (plain) => plain) {
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

/** A callback that says where to go on; it goes on where one does that says nothing. */
const staysAtHome = (request: (request: HttpRequest) => HttpRequest) =>
  check({
    act: async (session) => {
      const { callback: control } = await logIn(session);
      const { begin, callback } = await logIn(session, request);
      return { control, begin, callback };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control, callback }) => {
      const own = [originOf(control), new URL("url" in control.request ? control.request.url : "").origin];
      const landing = originOf(callback);
      return expectThat(landing === "" || own.includes(landing), callback.step, own.join(" or "), landing);
    },
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
  "pattmayne.app-callback-leaves-the-code-behind": {
    "fresh-login": check({
      act: async (session) => {
        const { begin, callback } = await logIn(session);
        return { begin, callback, ...numbered("asked", session.auth.asked("verifyAuthCode")) };
      },
      control: ({ begin }) => succeed(begin),
      judge: ({ begin: _, callback, ...asked }) => [
        ...succeed(callback),
        ...carriesNothing(
          callback,
          Object.values<Exchange>(asked).map((each) => toldBy(each, "refresh_token")),
        ),
      ],
    }),
    "refused-code": check({
      act: async ({ app, auth }) => {
        const { from, state, stateCookie } = app.begun(await app.begin());
        return { begin: from, callback: await app.callback({ code: auth.badCode(), state, stateCookie }) };
      },
      control: ({ begin }) => succeed(begin),
      judge: ({ callback }) => carriesNothing(callback),
    }),
  },
  "pattmayne.app-callback-stays-at-home": {
    "forwarded-from-another-host": staysAtHome(FORWARDED),
    "parameters-that-name-another-place": staysAtHome(withQuery(NAMED_PLACES)),
    "parameters-that-name-another-host": staysAtHome(
      withQuery(
        Object.fromEntries(Object.entries(NAMED_PLACES).map(([name, url]) => [name, url.replace("https:", "")])),
      ),
    ),
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

/** The origin to which a redirect leads; empty where there is none. */
function originOf({ taken, request }: Exchange): string {
  const uri = taken["landingUri"];
  if (typeof uri !== "string" || !("url" in request)) return "";
  return URL.canParse(uri, request.url) ? new URL(uri, request.url).origin : uri;
}

/** Finds fault with an answer that leads to a URL in which a code, a state or a token is, or that leaves it in a cookie. */
function carriesNothing(callback: Exchange, tokens: readonly unknown[] = []): readonly Finding[] {
  const { sent, taken, step } = callback;
  const secrets = Object.entries({ code: sent["code"], state: sent["state"], ...taken, token: tokens[0] }).filter(
    ([role]) => role !== "landingUri" && role !== "accessExpiresIn",
  );
  const urls = ["location", "refresh", "content-location"].flatMap((name) => fields(callback, name)).join("\n");
  const kept = cookiesSet(callback).map(({ value }) => value);
  const { code } = sent;
  return [
    ...secrets.flatMap(([role, secret]) => {
      const isThere = typeof secret === "string" && secret.length > 7 && decoded(urls).includes(secret);
      return expectThat(!isThere, step, `no ${role} in the URL that it leads to`, describe(callback));
    }),
    ...expectThat(!kept.some((value) => value === code), step, "no cookie with the code", "a cookie with the code"),
  ];
}

function decoded(text: string): string {
  try {
    return `${text}\n${decodeURIComponent(text)}`;
  } catch {
    return text;
  }
}
