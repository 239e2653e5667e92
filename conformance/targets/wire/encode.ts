import type { Header, HttpRequest, Roles } from "../../model/exchange.ts";
import type { HttpOperation, Template } from "../../model/wire.ts";

const PLACEHOLDER = /\{(\w+)\}/g;
const WHOLE = /^\{(\w+)\}$/;

/**
 * Builds the request of an operation. A role without a value takes with it what would have carried it: the member of
 * the body, the header, the parameter. So leaving a credential out works wherever the wire puts it.
 *
 * @param base the target's origin, with a path prefix if it has one
 */
export function encode(base: string, operation: HttpOperation, roles: Roles): HttpRequest {
  const headers = Object.entries(operation.headers ?? {}).flatMap(([name, template]): Header[] => {
    const value = fill(template, roles);
    return value === undefined ? [] : [[name, value]];
  });
  const body = operation.json === undefined ? undefined : JSON.stringify(fillJson(operation.json, roles) ?? {});
  return {
    kind: "http",
    method: operation.method,
    url: base + fillPath(operation.path, roles) + queryString(operation, roles),
    headers: body === undefined ? headers : [...headers, ["content-type", "application/json"]],
    ...(body !== undefined && { body }),
  };
}

/** The path with its roles put in; the place of one without a value stays empty. */
function fillPath(path: string, roles: Roles): string {
  return path.replace(PLACEHOLDER, (_, role: string) => encodeURIComponent(String(roles[role] ?? "").toWellFormed()));
}

function queryString(operation: HttpOperation, roles: Roles): string {
  const query = new URLSearchParams();
  for (const [name, template] of Object.entries(operation.query ?? {})) {
    const value = fill(template, roles);
    if (value !== undefined) query.append(name, value);
  }
  return query.size > 0 ? `?${query}` : "";
}

/** The template with its roles put in; `undefined` if one of them has no value. */
function fill(template: string, roles: Roles): string | undefined {
  let complete = true;
  const text = template.replace(PLACEHOLDER, (_, role: string) => {
    if (roles[role] === undefined) complete = false;
    return String(roles[role]);
  });
  return complete ? text : undefined;
}

/** The template with its roles put in, each with the type that it has; members and items without one are left out. */
function fillJson(template: Template, roles: Roles): unknown {
  if (typeof template === "string") {
    const role = WHOLE.exec(template)?.[1];
    return role === undefined ? fill(template, roles) : roles[role];
  }
  if (typeof template !== "object" || template === null) return template;
  if (Array.isArray(template)) {
    return template.map((item) => fillJson(item, roles)).filter((value) => value !== undefined);
  }
  const members = Object.entries(template).map(([name, member]) => [name, fillJson(member, roles)] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}
