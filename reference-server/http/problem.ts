import { STATUS_CODES } from "node:http";
import type { ClientErrorStatusCode } from "hono/utils/http-status";

/** Thrown while a request is read, to end it with a problem. `detail` never quotes the request. */
export class RequestProblem extends Error {
  readonly status: ClientErrorStatusCode;

  constructor(status: ClientErrorStatusCode, detail: string) {
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
