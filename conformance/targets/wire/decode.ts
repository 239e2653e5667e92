import { parseJson, valueAt } from "../../kit/json-pointer.ts";
import type { HttpResponse, Roles } from "../../model/exchange.ts";
import type { HttpOperation, Matcher } from "../../model/wire.ts";

/** What a response means. */
export interface Meaning {
  readonly outcome: string;
  readonly taken: Roles;
}

/**
 * Reads a response by the operation's binding.
 *
 * @returns the first outcome whose matcher fits, or else `refused` for a 4xx and `unrecognized` for the rest; and the
 * values that are where the binding says
 */
export function decode(operation: HttpOperation, response: HttpResponse): Meaning {
  const body = parseJson(response.body);
  const named = Object.entries(operation.outcomes).find(([, matcher]) => fits(matcher, response.status, body));
  const taken = Object.entries(operation.take).flatMap(([role, { at }]) => {
    const value = valueAt(body, at);
    return value === undefined ? [] : [[role, value] as const];
  });
  return { outcome: named?.[0] ?? fallback(response.status), taken: Object.fromEntries(taken) };
}

function fits({ status, at, equals }: Matcher, actual: number, body: unknown): boolean {
  const statusFits = status.endsWith("xx") ? status[0] === String(actual)[0] : status === String(actual);
  if (!statusFits || at === undefined) return statusFits;
  const value = valueAt(body, at);
  return equals === undefined ? value !== undefined : value === equals;
}

function fallback(status: number): string {
  return status >= 400 && status < 500 ? "refused" : "unrecognized";
}
