import { parseJson, valueAt } from "../../kit/json-pointer.ts";
import type { Fallback, HttpResponse, Meaning } from "../../model/exchange.ts";
import type { HttpOperation, Matcher } from "../../model/wire.ts";
import { type Answer, answeredAt, fieldValues, takeFrom } from "./places.ts";

/**
 * Reads a response by the operation's binding.
 *
 * @param receivedAt when it came, in milliseconds since the epoch: what lifetimes count from where it has no Date
 * @returns the first outcome whose matcher fits, or else what the status says; and, for a named outcome, the
 * values that are where the binding says
 */
export function decode(
  { outcomes, take }: Pick<HttpOperation, "outcomes" | "take">,
  response: HttpResponse,
  receivedAt: number,
): Meaning {
  const answer = { response, body: parseJson(response.body), answeredAt: answeredAt(response, receivedAt) };
  const named = Object.entries(outcomes).find(([, matcher]) => fits(matcher, answer));
  return {
    outcome: named?.[0] ?? fallback(response.status),
    taken: named ? takeFrom(take, answer) : {},
    said: say(response),
  };
}

function fits({ status, at, header, equals }: Matcher, { response, body }: Answer): boolean {
  if (![status].flat().some((each) => fitsStatus(each, response.status))) return false;
  if (header !== undefined) {
    return fieldValues(response, header).some((text) => equals === undefined || text === String(equals));
  }
  if (at === undefined) return true;
  const value = valueAt(body, at);
  return equals === undefined ? value !== undefined : value === equals;
}

function fitsStatus(status: string, actual: number): boolean {
  return status.endsWith("xx") ? status[0] === String(actual)[0] : status === String(actual);
}

function fallback(status: number): Fallback {
  if (status === 429) return "rateLimited";
  if (status >= 500) return "serverError";
  return status >= 400 ? "refused" : "unrecognized";
}

function say({ status, body }: HttpResponse): string {
  return body === "" ? `${status} without a body` : `${status} ${body}`;
}
