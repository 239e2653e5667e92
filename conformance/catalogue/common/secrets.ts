import type { Session } from "../../engine/session.ts";
import { expecting, expectThat } from "../../kit/expect.ts";
import { everythingSaid, fields, httpRequest, withBody, withMethod, withQuery } from "../../kit/http.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import { atEach, type Face } from "./face.ts";

/** A secret that is known again wherever it turns up. */
const DISTINCTIVE = /authmark-[0-9a-f]{24}/;

/** Shorter texts, and those of letters of one case, may well be said by chance. */
const TELLING = /^(?=.*[a-z])(?=.*[A-Z\d]).{7,}$/s;

/** Finds fault with an answer that repeats a secret which it was asked with, and which it does not issue. */
export function echoes(exchange: Exchange, secretRoles: readonly string[]): readonly Finding[] {
  const { sent, taken, step } = exchange;
  const ended = endedCookies(exchange);
  const said = everythingSaid(exchange)
    .split("\n")
    .filter((line) => !ended.some((cookie) => line.endsWith(cookie)))
    .join("\n");
  return secretRoles.flatMap((role) => {
    const secret = sent[role];
    if (typeof secret !== "string" || !TELLING.test(secret) || Object.values(taken).includes(secret)) return [];
    return expectThat(!said.includes(secret), step, `nothing of the ${role} that was sent`, `the ${role}`);
  });
}

/** Cookies that came with a request, and that its answer sets to last no longer: what is set again in its last second. */
function endedCookies(exchange: Exchange): readonly string[] {
  const cookies = httpRequest(exchange).headers.flatMap(([name, value]) =>
    name.toLowerCase() === "cookie" ? value.split(/;\s*/) : [],
  );
  return fields(exchange, "set-cookie").filter(
    (line) => /;\s*max-age=0\s*(;|$)/i.test(line) && cookies.includes(line.split(";")[0] ?? ""),
  );
}

/** Parameters that servers have read tokens from. */
const PARAMETERS = [
  ...["access_token", "accessToken", "auth_token", "authToken", "session_token", "token"],
  ...["apikey", "api_key", "auth", "bearer", "jwt"],
];

/** The fields of an answer that name a URL. */
const URL_FIELDS = ["location", "content-location", "link", "refresh"];

/** Finds fault with an answer that names a URL with a secret in it: one that it was sent, or one that it gives. */
function inUrls(exchange: Exchange, secretRoles: readonly string[]): readonly Finding[] {
  const urls = URL_FIELDS.flatMap((name) => fields(exchange, name)).join("\n");
  const named = secretRoles.filter((role) =>
    [exchange.sent[role], exchange.taken[role]].some(
      (secret) => typeof secret === "string" && TELLING.test(secret) && urls.includes(secret),
    ),
  );
  return named.flatMap((role) => expectThat(false, exchange.step, "no secret in a URL", `the ${role} in one`));
}

/** Checks of Common.Secrets that are about where secrets go; those about tokens are in tokens.ts. */
export function secrets<S extends Session, At extends Circumstance>(face: Face<S, At>) {
  const check = checkFor<S>();
  const distinctive = ({ random }: Session) => `authmark-${Buffer.from(random.bytes(12)).toString("hex")}`;

  /** Requests with one distinctive secret somewhere in them, which no answer may repeat. */
  const neverEchoes = (requests: (session: S, secret: string) => readonly (() => Promise<Exchange>)[]) =>
    check({
      act: async (session): Promise<Evidence & { control: Exchange }> => ({
        ...(await oneByOne("attempt", requests(session, distinctive(session)))),
        control: await face.rightLogin(session),
      }),
      control: ({ control }) => expecting(control, face.loggedIn),
      judge: ({ control: _, ...attempts }) =>
        Object.values(attempts).flatMap((attempt) => {
          const [secret] = DISTINCTIVE.exec(JSON.stringify(attempt.request)) ?? [];
          const echoed = secret !== undefined && everythingSaid(attempt).includes(secret);
          return expectThat(!echoed, attempt.step, "nothing of the secret that was sent", "the secret");
        }),
    });

  return {
    "secrets-are-never-echoed": {
      "the-whole-run": check({
        whole: true,
        act: async (): Promise<Evidence> => ({}),
        judge: (evidence) => Object.values(evidence).flatMap((exchange) => echoes(exchange, face.secretRoles)),
      }),
      "asked-for-a-trace": check({
        act: async (session) => {
          const token = await face.access(session, session.account);
          const control = await face.whoAmI(session, token);
          return {
            control,
            attempt: await face.whoAmI(session, token, { request: withMethod("TRACE"), mayClose: true }),
          };
        },
        control: ({ control }) => expecting(control, ...face.authorized),
        judge: ({ attempt }) => echoes(attempt, face.secretRoles),
      }),
      "password-in-the-answer": neverEchoes((session, password) => {
        const { username } = session.account;
        const login = (credentials: object) => () => face.login(session, { ...credentials });
        const truncated = withBody(`{"username":"${username}","password":"${password}`);
        return [
          login({ username, password }),
          login({ password }),
          login({ username, password: [password] }),
          login({ username, password: { value: password } }),
          login({ username: 7, password }),
          () => face.login(session, { username, password }, { request: truncated }),
        ];
      }),
      "token-in-the-answer": neverEchoes((session, token) =>
        Object.values<(typeof face.resources)[At]>(face.resources).map((resource) => () => resource(session, token)),
      ),
    },
    "secrets-never-stand-in-a-url": {
      "the-whole-run": check({
        whole: true,
        act: async (): Promise<Evidence> => ({}),
        judge: (evidence) => Object.values(evidence).flatMap((exchange) => inUrls(exchange, face.secretRoles)),
      }),
    },
    "token-in-the-query-is-ignored": atEach(face.resources, (resource) =>
      check({
        act: async (session) => {
          const token = await face.access(session, session.account);
          const names = Object.fromEntries(PARAMETERS.map((name) => [name, token]));
          const request = withQuery({ ...names, authorization: `Bearer ${token}` });
          return { control: await resource(session, token), attempt: await resource(session, undefined, { request }) };
        },
        control: ({ control }) => expecting(control, ...face.authorized),
        judge: ({ attempt }) => expecting(attempt, ...face.refused, ...face.unauthorized),
      }),
    ),
    "credentials-in-the-query-are-ignored": {
      "credentials-in-the-query": check({
        act: async (session) => {
          const { username, password } = session.account;
          const query = withQuery({ username, email: username, username_or_email: username, password });
          return {
            control: await face.rightLogin(session),
            attempt: await face.login(session, {}, { request: query }),
            byGet: await face.login(session, {}, { request: (request) => query(withMethod("GET")(request)) }),
          };
        },
        control: ({ control }) => expecting(control, face.loggedIn),
        // What comes without a token may be the page with the form of the login.
        judge: ({ attempt, byGet }) =>
          [attempt, byGet].flatMap(({ outcome, taken, step, said }) => {
            const isLogin = outcome === face.loggedIn && face.secretRoles.some((role) => taken[role] !== undefined);
            return expectThat(!isLogin, step, "no login", said);
          }),
      }),
    },
  } satisfies CommonChecks<S>;
}
