import { isUnanswered } from "../kit/expect.ts";
import { requestText } from "../kit/request-text.ts";
import { TargetGone } from "../model/errors.ts";
import type { Exchange } from "../model/exchange.ts";
import type { CheckResult } from "../model/run.ts";

/**
 * What a result is worth where the target went away meanwhile: its silence is a finding of the run, under the sentence
 * that forbids it, and says nothing about what else the check was after.
 *
 * @param goneSince the time of the last answer, in milliseconds since the epoch
 */
export function withoutTarget(result: CheckResult, goneSince: number): CheckResult {
  if (result.survival || result.verdict.kind !== "fail" || !result.exchanges.some(isBehind(goneSince))) return result;
  return { ...result, verdict: { kind: "blocked", reason: new TargetGone().message, findings: [] } };
}

/** Where a target stopped to answer, for the person who runs the suite. */
export function noteOnEnd(results: readonly CheckResult[], goneSince: number): string {
  const silent = results.flatMap(({ exchanges }) => exchanges).filter(isBehind(goneSince));
  const [first] = silent.toSorted((one, other) => one.startedAt - other.startedAt);
  const where = first ? `, since ${requestText(first.request)} (${first.said})` : "";
  const which = silent.length > 1 ? "; --concurrency 1 shows which request it was" : "";
  return `${new TargetGone().message}${where}: what was not through by then is blocked${which}`;
}

function isBehind(goneSince: number): (exchange: Exchange) => boolean {
  return (exchange) => isUnanswered(exchange) && exchange.startedAt + exchange.durationMs > goneSince;
}
