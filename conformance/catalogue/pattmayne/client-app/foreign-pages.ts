import { expectThat } from "../../../kit/expect.ts";
import { fields, withBody, withContentType, withHeader, withMethod, withQuery } from "../../../kit/http.ts";
import { cookiesSet, isCleared } from "../../../kit/set-cookies.ts";
import { checkFor } from "../../../model/check.ts";
import type { Evidence, Exchange, HttpRequest } from "../../../model/exchange.ts";
import type { Finding } from "../../../model/verdict.ts";
import type { Catalogue } from "../../catalogue.ts";
import { numbered } from "../../common/parallel.ts";
import { areRefused, succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { asked } from "./witness.ts";

const check = checkFor<AppSession>();

type Change = (request: HttpRequest) => HttpRequest;

/** A logout that must not be done; with everything in order it is done afterwards. */
const logsNobodyOut = (change: (session: AppSession) => Change | Promise<Change>, judge = areRefused) =>
  check({
    act: async (session) => {
      const { app, auth } = session;
      const user = await app.signIn();
      const attempt = await app.logout(user, { request: await change(session) });
      const after = auth.asked("extLogout");
      const use = await app.me({ accessToken: user.accessToken });
      return { attempt, use, control: await app.logout(user), ...numbered("asked", after) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt, use, control: _, ...others }) => [
      ...judge(attempt),
      ...succeed(use),
      ...endNothing(attempt, others),
    ],
  });

const from = (origin: (own: string) => string) => logsNobodyOut(({ app }) => withHeader("origin", origin(app.origin)));

/** A page may send any body as one of these without asking first, also JSON (Fetch, CORS-safelisted request-header). */
const typed = (type: string, body = "{}") =>
  logsNobodyOut(() => (request) => withBody(body)(withContentType(type)(request)));

const otherPort = (origin: string) => {
  const url = new URL(origin);
  return `${url.protocol}//${url.hostname}:${url.port === "8443" ? 8444 : 8443}`;
};

/** Checks of requests that a page of another site can make a browser send, with the cookies of the client app. */
export const foreignPages = {
  "pattmayne.app-foreign-origins-change-nothing": {
    "foreign-origin": from(() => "https://foreign.example"),
    "null-origin": from(() => "null"),
    "longer-origin": from((own) => `${own}.foreign.example`),
    "shorter-origin": from((own) => own.slice(0, -1)),
    "origin-that-ends-in-the-own": from((own) => own.replace("//", "//foreign-")),
    "origin-with-the-own-host-in-it": from((own) => `http://${new URL(own).hostname}.foreign.example`),
    // The other way round, TLS may end before the target.
    "origin-of-another-scheme": { ...from((own) => own.replace("https:", "http:")), needs: ["tls"] },
    "origin-of-another-port": from(otherPort),
    "origin-of-the-auth-app": logsNobodyOut(async ({ app }) => {
      const { from: begin } = app.begun(await app.begin());
      return withHeader("origin", new URL(String(begin.taken["loginUri"])).origin);
    }),
    "foreign-origin-and-own-referer": logsNobodyOut(
      ({ app }) =>
        (request) =>
          withHeader("referer", `${app.origin}/`)(withHeader("origin", "https://foreign.example")(request)),
    ),
  },
  "pattmayne.app-own-origin-is-accepted": {
    "own-origin": check({
      act: async ({ app, auth }) => {
        const request = withHeader("origin", app.origin);
        const [other, user] = [await app.signIn(), await app.signIn()];
        const control = await app.logout(other);
        const before = auth.asked("extLogout").length;
        const use = await app.me(user, { request });
        const logout = await app.logout(user, { request });
        return { control, use, logout, ...numbered("asked", auth.asked("extLogout").slice(before)) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: _, use, logout, ...others }) => [
        ...succeed(use, logout),
        ...expectThat(asked(others).length > 0, logout.step, "that the auth app is told of the logout", "nothing"),
      ],
    }),
  },
  "pattmayne.app-other-media-types-change-nothing": {
    "form-for-json": typed("application/x-www-form-urlencoded", "a=b"),
    "text-for-json": typed("text/plain"),
    "multipart-form": typed("multipart/form-data; boundary=b", "--b--\r\n"),
    "text-that-names-json": typed("text/plain; application/json"),
  },
  "pattmayne.app-get-changes-nothing": {
    "logout-by-get": logsNobodyOut(() => withMethod("GET"), keepsCookies),
    "logout-by-head": logsNobodyOut(() => withMethod("HEAD"), keepsCookies),
    "method-overridden-in-the-query": logsNobodyOut(
      () => (request) => withQuery({ _method: "POST", method: "POST" })(withMethod("GET")(request)),
      keepsCookies,
    ),
    "method-overridden-in-a-field": logsNobodyOut(
      () => (request) => withHeader("x-http-method-override", "POST")(withMethod("GET")(request)),
      keepsCookies,
    ),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;

/** Finds fault with each question to the auth app to end something. */
function endNothing({ step }: Exchange, others: Evidence): readonly Finding[] {
  return asked(others).flatMap(() => expectThat(false, step, "that nobody is logged out", "a logout at the auth app"));
}

/** Finds fault with an answer that clears cookies. */
function keepsCookies(...[attempt]: readonly (Exchange | undefined)[]): readonly Finding[] {
  if (!attempt) return [];
  const cleared = cookiesSet(attempt).filter(isCleared);
  return expectThat(cleared.length === 0, attempt.step, "no cookie cleared", fields(attempt, "set-cookie").join(", "));
}
