import type { Session } from "../../engine/session.ts";
import { describe, expecting, expectThat } from "../../kit/expect.ts";
import {
  dropHeader,
  fields,
  httpRequest,
  mapAuthorization,
  mapPath,
  statusOf,
  withHeader,
  withMethod,
} from "../../kit/http.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange, HttpRequest } from "../../model/exchange.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import type { Face } from "./face.ts";

/** From a page of another site. */
export const FROM_ABROAD = withHeader("origin", "https://foreign.example");

/** What a browser asks before it sends a request with a token from a page of another site (Fetch, CORS-preflight). */
const preflight = (request: HttpRequest) =>
  [
    withMethod("OPTIONS"),
    dropHeader("authorization"),
    FROM_ABROAD,
    withHeader("access-control-request-method", request.method),
    withHeader("access-control-request-headers", "authorization"),
  ].reduce((changed, change) => change(changed), request);

/** Methods that a login hardly has. */
const METHODS = ["DELETE", "PATCH", "PUT"];

/** Checks of Common.Http: paths, methods, and the fields that carry tokens. */
export function http<S extends Session, At extends Circumstance>(face: Face<S, At>) {
  const check = checkFor<S>();

  const status = (expected: number) => (exchange: Exchange) =>
    expectThat(statusOf(exchange) === expected, exchange.step, String(expected), describe(exchange));

  const wrongMethod = async (session: S) => {
    const { methodsAt } = face.http(session);
    const withAnother = (request: HttpRequest) => {
      const there = methodsAt(request.url);
      return withMethod(METHODS.find((method) => !there.includes(method)) ?? "PATCH")(request);
    };
    return {
      attempt: await face.login(session, { ...session.account }, { request: withAnother }),
      control: await face.rightLogin(session),
    };
  };
  const loggedIn = (evidence: { control: Exchange }) => expecting(evidence.control, face.loggedIn);

  /** The resource with a good token, and again with the request changed. */
  const changed = (
    change: (request: HttpRequest) => HttpRequest,
    judge: (attempt: Exchange) => ReturnType<typeof expecting>,
    needs: readonly Need[] = [],
  ) =>
    check({
      needs,
      act: async (session) => {
        const token = await face.access(session, session.account);
        return {
          control: await face.whoAmI(session, token),
          attempt: await face.whoAmI(session, token, { request: change }),
        };
      },
      control: ({ control }) => expecting(control, ...face.authorized),
      judge: ({ attempt }) => judge(attempt),
    });
  const spelt = (rewrite: (value: string) => string | readonly string[], ...outcomes: readonly string[]) =>
    changed(mapAuthorization(rewrite), (attempt) => expecting(attempt, ...outcomes), ["bearer-tokens"]);

  return {
    "unknown-path-is-404": {
      "unknown-path": check({
        act: async (session) => ({
          attempt: await face.whoAmI(session, undefined, {
            request: mapPath(() => `/authmark-${session.random.below(1e9)}`),
          }),
          control: await face.rightLogin(session),
        }),
        control: loggedIn,
        judge: ({ attempt }) => status(404)(attempt),
      }),
      "unknown-path-beside-a-known-one": changed(
        mapPath((path) => `${path}-authmark`),
        status(404),
      ),
    },
    "wrong-method-is-405": {
      "wrong-method": check({ act: wrongMethod, control: loggedIn, judge: ({ attempt }) => status(405)(attempt) }),
      "put-for-post": check({
        act: async (session) => ({
          attempt: await face.login(
            session,
            { ...session.account },
            { request: (plain) => ({ ...plain, method: "PUT" }) },
          ),
          control: await face.rightLogin(session),
        }),
        control: loggedIn,
        judge: ({ attempt }) => status(405)(attempt),
      }),
      // Elsewhere than on the protocol's own wire a resource may be the account, and this its end.
      "delete-for-get": changed(withMethod("DELETE"), status(405), ["default-wire"]),
    },
    "405-carries-allow": {
      "wrong-method": check({
        act: wrongMethod,
        control: loggedIn,
        judge: ({ attempt }) => hasAllow(attempt),
      }),
      "delete-for-get": changed(withMethod("DELETE"), hasAllow, ["default-wire"]),
    },
    "scheme-is-matched-without-case": {
      "lower-case": spelt((value) => value.replace(/^\w+/, (scheme) => scheme.toLowerCase()), ...face.authorized),
      "upper-case": spelt((value) => value.replace(/^\w+/, (scheme) => scheme.toUpperCase()), ...face.authorized),
      "mixed-case": spelt((value) => value.replace(/^\w+/, alternating), ...face.authorized),
    },
    "blanks-around-the-token-are-accepted": {
      "several-spaces": spelt((value) => value.replace(" ", "   "), ...face.authorized),
      "blanks-behind": spelt((value) => `${value}  `, ...face.authorized),
    },
    "two-authorization-fields-are-refused": {
      "good-and-bad-field": spelt((value) => [value, "Bearer garbage"], ...face.refused, ...face.unauthorized),
      "bad-and-good-field": spelt((value) => ["Bearer garbage", value], ...face.refused, ...face.unauthorized),
    },
    "foreign-origins-get-no-credentials": {
      "foreign-origin": changed(FROM_ABROAD, letsNobodyRead),
      "foreign-origin-at-a-login": check({
        act: async (session) => ({
          control: await face.rightLogin(session),
          attempt: await face.login(session, { ...session.account }, { request: FROM_ABROAD }),
        }),
        control: loggedIn,
        judge: ({ attempt }) => letsNobodyRead(attempt),
      }),
      "preflight-from-a-foreign-origin": changed(preflight, letsNobodyRead),
      "null-origin": changed(withHeader("origin", "null"), letsNobodyRead),
      "longer-origin": changed(
        fromOwnOrigin((origin) => `${origin}.foreign.example`),
        letsNobodyRead,
      ),
      "origin-that-ends-in-the-own": changed(
        fromOwnOrigin((origin) => origin.replace("//", "//foreign-")),
        letsNobodyRead,
      ),
    },
    "allowed-origin-is-named-in-vary": {
      "own-origin": changed(
        fromOwnOrigin((origin) => origin),
        variesByOrigin,
      ),
      "foreign-origin": changed(FROM_ABROAD, variesByOrigin),
    },
    "dead-token-is-never-not-modified": {
      "garbage-token": check({
        act: async (session) => {
          const control = await face.whoAmI(session, await face.access(session, session.account));
          const request = withHeader("if-none-match", fields(control, "etag")[0] ?? "*");
          return { control, attempt: await face.whoAmI(session, "garbage", { request }) };
        },
        control: ({ control }) => expecting(control, ...face.authorized),
        judge: ({ attempt }) => expecting(attempt, ...face.refused, ...face.unauthorized),
      }),
    },
  } satisfies CommonChecks<S>;
}

/** Finds fault with a 405 that does not say which methods there are. */
function hasAllow(attempt: Exchange) {
  const fine = statusOf(attempt) !== 405 || fields(attempt, "allow").length > 0;
  return expectThat(fine, attempt.step, "the field Allow", "a 405 without it");
}

/** Finds fault with an answer that a browser would show to a page of the origin that asked, cookies and all. */
export function letsNobodyRead(attempt: Exchange) {
  const asked = originOf(attempt);
  const lets = fields(attempt, "access-control-allow-credentials").some((value) => value.trim() === "true");
  const allowed = allows(attempt, asked);
  const expected = `no credentials for the origin ${asked}`;
  return expectThat(!lets || !allowed, attempt.step, expected, "Access-Control-Allow-Credentials: true, for it");
}

/** Finds fault with an answer that is for one origin, and that a cache may give to another one (Fetch, CORS and caches). */
function variesByOrigin(attempt: Exchange) {
  const isNamed = allows(attempt, originOf(attempt));
  const vary = fields(attempt, "vary").join(", ");
  return expectThat(
    !isNamed || /(^|[\s,])(origin|\*)($|[\s,])/i.test(vary),
    attempt.step,
    "Vary: Origin",
    vary || "no Vary",
  );
}

/** The origin of the page that a request comes from. */
function originOf({ request }: Exchange): string | undefined {
  return httpRequest({ request }).headers.find(([name]) => name.toLowerCase() === "origin")?.[1];
}

/** Whether an answer is for pages of an origin, and says so by its name. */
function allows(attempt: Exchange, origin: string | undefined): boolean {
  return fields(attempt, "access-control-allow-origin").some((value) => value.trim() === origin);
}

/** The request from a page of an origin that is made from the target's own. */
function fromOwnOrigin(change: (origin: string) => string) {
  return (request: HttpRequest) => withHeader("origin", change(new URL(request.url).origin))(request);
}

function alternating(text: string): string {
  return Array.from(text, (letter, index) => (index % 2 ? letter.toUpperCase() : letter.toLowerCase())).join("");
}
