import type { Exchange, HttpRequest } from "../model/exchange.ts";
import { dropHeader, fields, withHeader } from "./http.ts";

/** A cookie that an answer sets: its name, its value and its attributes, in lower case. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** The cookies that an answer sets (RFC 6265 §5.2). */
export function cookiesSet(exchange: Exchange): SetCookie[] {
  return fields(exchange, "set-cookie").map((line) => {
    const [pair = "", ...rest] = line.split(";").map((part) => part.trim());
    const [name = "", ...value] = pair.split("=");
    const attributes = rest
      .map((part) => part.split("="))
      .map(([key = "", is = ""]) => [key.toLowerCase(), is] as const);
    return { name, value: value.join("="), attributes: new Map(attributes) };
  });
}

/** Those of them that carry a token that the answer gave. */
export function tokenCookies(exchange: Exchange): SetCookie[] {
  const tokens = ["accessToken", "refreshToken"]
    .map((role) => exchange.taken[role])
    .filter((token) => token !== undefined);
  return cookiesSet(exchange).filter(
    ({ value }) => tokens.includes(value) || tokens.includes(decodeURIComponent(value)),
  );
}

/** Whether a cookie that is set so ends the one that was. */
export const isCleared = ({ value, attributes }: SetCookie) =>
  value === "" || Number(attributes.get("max-age") ?? 1) <= 0 || Date.parse(attributes.get("expires") ?? "") < 1e12;

/** Where a browser keeps a cookie: it is cleared by one of the same name, path and domain (RFC 6265 §5.1.4, §5.3). */
export function placeOf({ name, attributes }: SetCookie, { request }: Exchange): string {
  const [path = "", domain = ""] = [attributes.get("path"), attributes.get("domain")?.replace(/^\./, "").toLowerCase()];
  const folder = new URL("url" in request ? request.url : "http://localhost/").pathname.replace(
    /(.)\/[^/]*$|[^/]+$/,
    "$1",
  );
  return `${name} of ${domain}${path.startsWith("/") ? path : folder}`;
}

/** The cookies of an answer that carry tokens of these roles, as a client would send them. */
export function cookieLine(exchange: Exchange, roles: readonly string[]): string {
  const tokens = roles.map((role) => exchange.taken[role]);
  return tokenCookies(exchange)
    .filter(({ value }) => tokens.includes(value) || tokens.includes(decodeURIComponent(value)))
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
}

/** The request with these cookies and no others. */
export const withCookies =
  (...lines: readonly string[]) =>
  (request: HttpRequest): HttpRequest =>
    withHeader("cookie", lines.filter(Boolean).join("; "))(dropHeader("cookie")(request));
