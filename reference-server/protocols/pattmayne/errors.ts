import type { RenderProblem } from "../../http/problem.ts";

/** An error as a handler answers it. */
export function refusal<const Status extends number>(status: Status, error: string) {
  return { status, body: { error, code: status }, headers: { "cache-control": "no-store" } } as const;
}

/**
 * A 401 of the back channel. Clients prove who they are in the body, for which no scheme is registered.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2 RFC 9110 - 401 Unauthorized}
 */
export function notProven(error: string) {
  const { headers, ...rest } = refusal(401, error);
  return { ...rest, headers: { ...headers, "www-authenticate": 'ClientSecret realm="ext_auth"' } } as const;
}

/** A 429 of an address that is suspended for so many milliseconds more. */
export function suspended(wait: number) {
  const seconds = Math.ceil(wait / 1_000);
  const { headers, ...rest } = refusal(429, `Too many logins have failed. Ask again in ${seconds} s.`);
  return { ...rest, headers: { ...headers, "retry-after": String(seconds) } } as const;
}

/** Renders what is refused before a handler runs as Pattmayne spells errors. */
export const renderFailure: RenderProblem = (code, error, headers = {}) =>
  new Response(JSON.stringify({ error, code }), {
    status: code,
    headers: { ...headers, "content-type": "application/json", "cache-control": "no-store" },
  });
