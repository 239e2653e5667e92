import { fields } from "../../kit/http.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { AuthSession } from "./client.ts";

/**
 * When a suspension ends, as an answer says, in seconds from then on; nothing where it does not say.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.3 RFC 9110 - Retry-After}
 */
export function retryAfter(answer: Exchange): number | undefined {
  const [value = ""] = fields(answer, "retry-after").map((text) => text.trim());
  if (/^\d+$/.test(value)) return Number(value);
  const date = /^[A-Z][a-z]{2},/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.ceil((date - answer.startedAt) / 1000);
}

/**
 * When the first suspension ends that answers tell of, in milliseconds since the epoch, or that is declared to come of
 * them; nothing where nobody says it.
 */
export function endOf(answers: readonly Exchange[], declaredMs: number | undefined): number | undefined {
  const ends = answers.flatMap((answer) => {
    const seconds = retryAfter(answer);
    return seconds === undefined ? [] : answer.startedAt + 1000 * seconds;
  });
  if (ends.length > 0) return Math.min(...ends);
  return declaredMs === undefined ? undefined : Math.min(...answers.map(({ startedAt }) => startedAt)) + declaredMs;
}

/**
 * @param answers those that may have told of the suspension
 * @throws CannotTest where what was to be asked in a suspension came when it was over, as the target had said
 */
export function inTime(
  { pm }: Pick<AuthSession, "pm">,
  answers: readonly Exchange[],
  ...attempts: readonly Exchange[]
): void {
  const end = endOf(answers, pm.suspensionMs) ?? Number.POSITIVE_INFINITY;
  const isLate = attempts.some(
    ({ outcome, startedAt, durationMs }) => outcome === "success" && startedAt + durationMs > end - 1000,
  );
  if (isLate) throw new CannotTest("the suspension is over before everything has been asked: let it last longer");
}
