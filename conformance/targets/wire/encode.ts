import { PLACEHOLDER } from "../../kit/placeholders.ts";
import type { Header, HttpRequest, Roles } from "../../model/exchange.ts";
import type { HttpRequestSpelling } from "../../model/wire.ts";
import { content } from "./bodies.ts";
import { cookieField } from "./cookies.ts";
import { parameters } from "./parameters.ts";
import { fill, textOf, withValues } from "./templates.ts";

/**
 * Builds the request of an operation, or of a step before one. A role without a value takes with it what would have
 * carried it: the member of the body, the field, the parameter, the cookie. So leaving a credential out works wherever
 * the wire puts it.
 *
 * @param base the target's origin, with a path prefix if it has one
 * @param kept cookies that answers before have set, by name; one that the binding spells itself goes before
 */
export function encode(
  base: string,
  spelling: HttpRequestSpelling,
  roles: Roles,
  kept: ReadonlyMap<string, string> = new Map(),
): HttpRequest {
  const own = (template: string) => fill(template, roles);
  const query = parameters(spelling.query, roles);
  const carried = content(spelling, roles);
  const headers: Header[] = [
    ...Object.entries(withValues(spelling.headers, own)),
    ...basicField(spelling.basic, roles),
    ...cookieField(new Map([...kept, ...Object.entries(withValues(spelling.cookies, own))])),
    ...(carried ? [["content-type", carried.type] as const] : []),
  ];
  return {
    kind: "http",
    method: spelling.method,
    url: base + fillPath(spelling.path, roles) + (query === "" ? "" : `?${query}`),
    headers,
    ...(carried && { body: carried.body }),
  };
}

/** The path with its roles put in; the place of one without a value stays empty. */
function fillPath(path: string, roles: Roles): string {
  return path.replace(PLACEHOLDER, (_, role: string) => encodeURIComponent(textOf(roles[role] ?? "").toWellFormed()));
}

/** Credentials in HTTP Basic (RFC 7617 §2), in UTF-8; both of them, or none. */
function basicField(basic: HttpRequestSpelling["basic"], roles: Roles): Header[] {
  const username = basic && fill(basic.username, roles);
  const password = basic && fill(basic.password, roles);
  if (username === undefined || password === undefined) return [];
  return [["authorization", `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`]];
}
