import { parseJson, valueAt } from "../../kit/json-pointer.ts";
import type { Fallback, HttpResponse, Meaning } from "../../model/exchange.ts";
import type { HttpOperation, Matcher } from "../../model/wire.ts";

/**
 * Reads a response by the operation's binding.
 *
 * @returns the first outcome whose matcher fits, or else what the status says; and, for a named outcome, the
 * values that are where the binding says
 */
export function decode(operation: HttpOperation, response: HttpResponse): Meaning {
  const body = parseJson(response.body);
  const named = Object.entries(operation.outcomes).find(([, matcher]) => fits(matcher, response.status, body));
  const taken = Object.entries(named ? operation.take : {}).flatMap(([role, { at }]) => {
    const value = valueAt(body, at);
    return value === undefined || isOversized(value) ? [] : [[role, value] as const];
  });
  return { outcome: named?.[0] ?? fallback(response.status), taken: Object.fromEntries(taken), said: say(response) };
}

/** No client could send a longer text back, such as a token in a field. */
const LONGEST_TEXT = 8192;

function isOversized(value: unknown): boolean {
  return typeof value === "string" && value.length > LONGEST_TEXT;
}

function fits({ status, at, equals }: Matcher, actual: number, body: unknown): boolean {
  const statusFits = status.endsWith("xx") ? status[0] === String(actual)[0] : status === String(actual);
  if (!statusFits || at === undefined) return statusFits;
  const value = valueAt(body, at);
  return equals === undefined ? value !== undefined : value === equals;
}

function fallback(status: number): Fallback {
  if (status === 429) return "rateLimited";
  if (status >= 500) return "serverError";
  return status >= 400 ? "refused" : "unrecognized";
}

function say({ status, body }: HttpResponse): string {
  return body === "" ? `${status} without a body` : `${status} ${body}`;
}
