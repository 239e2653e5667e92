import { STATUS_CODES } from "node:http";
import type { Errors } from "@authmark/protocols/getnative/types";
import type { RenderProblem } from "../../http/problem.ts";

/** An error as a handler answers it: a list of one. */
export function refusal<const Status extends number>(status: Status, code: string, message: string) {
  const body: Errors = [{ message, code }];
  return { status, body, headers: { "cache-control": "no-store" } } as const;
}

/** Renders what is refused before a handler runs as GetNative spells errors. A wrong shape is 400 as any validation is. */
export const renderErrors: RenderProblem = (problem, message, headers = {}) => {
  const status = problem === 422 ? 400 : problem;
  const code = status === 400 ? "RequestParam" : (STATUS_CODES[status] ?? "Error").replaceAll(/\W/g, "");
  return new Response(JSON.stringify([{ message, code }]), {
    status,
    headers: { ...headers, "content-type": "application/json", "cache-control": "no-store" },
  });
};
