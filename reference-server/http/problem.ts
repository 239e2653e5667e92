import { STATUS_CODES } from "node:http";
import type { ClientErrorStatusCode } from "hono/utils/http-status";

/** Thrown to end a request with a problem: one of its own, or 502 for one of another server that has to be asked for it. `detail` never quotes the request. */
export class RequestProblem extends Error {
  readonly status: ClientErrorStatusCode | 502;

  constructor(status: ClientErrorStatusCode | 502, detail: string) {
    super(detail);
    this.status = status;
  }
}

/** How a service tells a client what is wrong; `status` may be one that stands for the one that is sent. */
export type RenderProblem = (status: number, detail: string, headers?: Record<string, string>) => Response;

/**
 * Renders a problem: the status with its standard phrase as the title, and what was wrong as the detail.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9457.html#section-3 RFC 9457 - Problem Details}
 */
export function renderProblem(status: number, detail: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ title: STATUS_CODES[status], status, detail }), {
    status,
    headers: { ...headers, "content-type": "application/problem+json" },
  });
}
