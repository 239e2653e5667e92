import type { Session } from "../../engine/session.ts";
import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { mapPath, withHeader, withMethod, withQuery } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange, HttpRequest } from "../../model/exchange.ts";
import type { CommonChecks } from "../catalogue.ts";
import type { Circumstance } from "../circumstances.ts";
import type { Face, Resource } from "./face.ts";

/** Ways to name a path that a router may take for the same, and a guard in front of it for another. */
export const RESPELLINGS: readonly ((request: HttpRequest) => HttpRequest)[] = [
  mapPath((path) => `${path}/`),
  mapPath((path) => path.replace(/\/(?=[^/]*$)/, "//")),
  mapPath((path) => `/${path}`),
  mapPath((path) => path.replace(/\/(?=[^/]*$)/, "/./")),
  mapPath((path) => path.replace(/\/(?=[^/]*$)/, "/x/../")),
  mapPath((path) => path.replace(/[a-z](?=[^/]*$)/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)),
  mapPath((path) => path.toUpperCase()),
  mapPath((path) => `${path};x=1`),
  mapPath((path) => `${path}.json`),
];

const METHODS: readonly ((request: HttpRequest) => HttpRequest)[] = [
  ...["HEAD", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].map(
    (method) => (request: HttpRequest) => (request.method === method ? request : { ...request, method }),
  ),
  (request) => withHeader("x-http-method-override", request.method)(withMethod("POST")(request)),
  (request) => withQuery({ _method: request.method })(withMethod("POST")(request)),
];

/**
 * Whether a success can have the resource's data in it. An answer to OPTIONS is about the resource (RFC 9110 §9.3.7):
 * it has data only where the wire finds some in it.
 */
function hasData({ request, response, taken }: Exchange): boolean {
  const { method } = request as HttpRequest;
  if (method === "OPTIONS") return Object.values(taken).some((value) => value !== undefined);
  return method === "HEAD" || response?.body !== "";
}

/** The checks that a path is protected however it is spelt, and whatever is done there. */
export function paths<S extends Session, At extends Circumstance>(face: Face<S, At>) {
  const check = checkFor<S>();

  /** Every resource, without a token, under every change; only what serves its data is at fault. */
  const yieldsNothing = (changes: readonly ((request: HttpRequest) => HttpRequest)[]) =>
    check({
      act: async (session) => {
        const token = await face.access(session, session.account);
        const control = await face.whoAmI(session, token);
        const attempts = await Promise.all(
          Object.entries<Resource<S>>(face.resources).flatMap(([at, resource]) =>
            changes.map(async (request, index) => {
              const attempt = await resource(session, undefined, { request, mayClose: true });
              return [`${at}, change ${index + 1}`, attempt] as const;
            }),
          ),
        );
        return { ...Object.fromEntries(attempts), control } as Evidence & { control: Exchange };
      },
      control: ({ control }) => expecting(control, ...face.authorized),
      judge: ({ control: _, ...attempts }) =>
        Object.values(attempts).flatMap((attempt) => {
          const served = face.authorized.includes(attempt.outcome) && hasData(attempt);
          return expectThat(!served, attempt.step, `none of ${face.authorized.join(", ")}`, describe(attempt));
        }),
    });

  return {
    "paths-have-one-spelling": {
      "respelt-paths": yieldsNothing(RESPELLINGS),
      "other-methods": yieldsNothing(METHODS),
    },
  } satisfies CommonChecks<S>;
}
