import type { ErrorCode } from "@authmark/protocols/session/types";
import type { RenderProblem } from "../../http/problem.ts";

/** An error as a handler answers it, for the status that it is given. */
export function refusal<const Status extends number>(status: Status, error: ErrorCode, error_description: string) {
  return { status, body: { error, error_description }, headers: { "cache-control": "no-store" } } as const;
}

/**
 * Renders what is refused before a handler runs as OAuth spells errors. It has one status for every malformed request.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2 RFC 6749 - Error Response}
 */
export const renderOAuthError: RenderProblem = (status, error_description, headers = {}) => {
  const error = status < 500 ? "invalid_request" : "server_error";
  return new Response(JSON.stringify({ error, error_description }), {
    status: status === 422 ? 400 : status,
    headers: { ...headers, "content-type": "application/json", "cache-control": "no-store" },
  });
};
