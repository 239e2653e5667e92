import type { Broken } from "./broken.ts";
import type { SessionMutants } from "./session.ts";
import { LOGOUT, pathOf, REFRESH } from "./session-parts.ts";

const JSON_TYPE = "application/json";

/** Servers that take from the page of another site what changes a session in cookies. */
export const sites = {
  "a server that takes a form for JSON": () => taking((request) => withBody(request, "{}")),
  "a server that reads JSON of any media type": () =>
    taking((request) => withFields(request, (fields) => fields.set("content-type", JSON_TYPE))),
  "a server that refreshes and logs out by GET": () =>
    taking((request) => (request.method === "GET" ? withBody(request, "{}") : request)),
  "a server that lets pages of every site ask": () => without("origin", "sec-fetch-site"),
  "a server that looks at Sec-Fetch-Site alone": () => without("origin"),
  "a server that looks at Origin alone": () => without("sec-fetch-site"),
  "a server that takes the origin null for none": () =>
    taking((request) => (request.headers.get("origin") === "null" ? withFields(request, drop("origin")) : request)),
  "a server that compares the beginning of an origin": () =>
    taking((request) => {
      const isLonger = request.headers.get("origin")?.startsWith(new URL(request.url).origin);
      return isLonger ? withFields(request, drop("origin")) : request;
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
function without(...names: readonly string[]): Broken {
  return taking((request) => withFields(request, drop(...names)));
}

function drop(...names: readonly string[]) {
  return (fields: Headers) => {
    for (const name of names) fields.delete(name);
  };
}

function withFields(request: Request, change: (fields: Headers) => void): Request {
  const headers = new Headers(request.headers);
  change(headers);
  return new Request(request, { headers });
}

function withBody({ url, headers }: Request, body: string): Request {
  const fields = new Headers(headers);
  fields.set("content-type", JSON_TYPE);
  return new Request(url, { method: "POST", headers: fields, body });
}
