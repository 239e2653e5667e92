import { serialize } from "hono/utils/cookie";
import type { Cookie } from "./operation.ts";

/** Seconds for which a browser keeps a cookie at most. */
const longestMaxAge = 34_560_000;

/**
 * Reads a request's cookies, as they are spelt. One whose name comes twice is left out: who put which of them there cannot
 * be told.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6265.html#section-5.4 RFC 6265 - The Cookie Header}
 */
export function readCookies(request: Request): Record<string, string> {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return [name.trim(), value.join("=").trim()] as const;
  });
  const seen = new Set<string>();
  const repeated = new Set(pairs.map(([name]) => name).filter((name) => seen.size === seen.add(name).size));
  return Object.fromEntries(pairs.filter(([name]) => !repeated.has(name)));
}

/**
 * Renders a `Set-Cookie` field.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6265.html#section-4.1 RFC 6265 - Set-Cookie}
 */
export function renderCookie(name: string, { value, maxAge, sameSite = "Strict" }: Cookie): string {
  return serialize(name, value, {
    maxAge: Math.min(maxAge, longestMaxAge),
    path: "/",
    secure: true,
    httpOnly: true,
    sameSite,
  });
}
