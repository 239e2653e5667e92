import type { Broken } from "./broken.ts";
import { pathOf, posted, withFields, without } from "./requests.ts";
import type { SessionMutants } from "./session.ts";
import { LOGOUT, REFRESH } from "./session-parts.ts";

const JSON_TYPE = "application/json";

/** Servers that take from the page of another site what changes a session in cookies. */
export const sites = {
  "a server that takes a form for JSON": () => taking((request) => posted(request, "{}")),
  "a server that reads JSON of any media type": () =>
    taking((request) => withFields(request, (fields) => fields.set("content-type", JSON_TYPE))),
  "a server that refreshes and logs out by GET": () =>
    taking((request) => (request.method === "GET" ? posted(request, "{}") : request)),
  "a server that lets pages of every site ask": () => blindTo("origin", "sec-fetch-site"),
  "a server that looks at Sec-Fetch-Site alone": () => blindTo("origin"),
  "a server that looks at Origin alone": () => blindTo("sec-fetch-site"),
  "a server that takes the origin null for none": () =>
    taking((request) => (request.headers.get("origin") === "null" ? without(request, "origin") : request)),
  "a server that compares the beginning of an origin": () =>
    taking((request) => {
      const isLonger = request.headers.get("origin")?.startsWith(new URL(request.url).origin);
      return isLonger ? without(request, "origin") : request;
    }),
} satisfies SessionMutants;

/** A server that takes requests to refresh or to log out for others. */
function taking(change: (request: Request) => Request): Broken {
  return {
    role: "cookies",
    request: (request) => ([REFRESH, LOGOUT].includes(pathOf(request)) ? change(request) : request),
  };
}

/** A server that does not look at some fields. */
function blindTo(...names: readonly string[]): Broken {
  return taking((request) => without(request, ...names));
}
