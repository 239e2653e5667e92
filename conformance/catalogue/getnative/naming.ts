import { withBody, withHeader, withQuery } from "../../kit/http.ts";
import type { HttpRequest } from "../../model/exchange.ts";

/** The request with a user named in its query and in its body, in all ways in which a careless server may look for one. */
export function naming(email: string | undefined, id: unknown): (request: HttpRequest) => HttpRequest {
  const members = {
    ...(id !== undefined && { id, user_id: id, sub: String(id) }),
    ...(email !== undefined && { email, username: email }),
  };
  const query = Object.fromEntries(Object.entries(members).map(([name, value]) => [name, String(value)]));
  return (request) => {
    const { body } = request;
    if (typeof body !== "string") return withQuery(query)(request);
    // What the request says itself goes before.
    const own = JSON.parse(body) as object;
    return withQuery(query)(withBody(JSON.stringify({ ...members, ...own }))(request));
  };
}

/** The request with a user named in fields that proxies use, and in cookies. */
export function namingInFields(email: string, id: unknown): (request: HttpRequest) => HttpRequest {
  const changes = [
    ...["x-user-id", "x-authenticated-userid"].map((name) => withHeader(name, String(id))),
    ...["x-user", "x-remote-user", "x-forwarded-user", "x-forwarded-email"].map((name) => withHeader(name, email)),
    withHeader("cookie", `id=${id}; user_id=${id}; user=${encodeURIComponent(email)}`),
  ];
  return (request) => changes.reduce((changed, change) => change(changed), request);
}
