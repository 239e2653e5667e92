import type { CheckResult } from "../model/run.ts";
import type { LogLine } from "../model/start.ts";

/** A program may write of a request a moment after its answer. */
const LATER_MS = 250;
/** Of more lines the last ones are shown. */
const MOST_LINES = 20;

/** What a target wrote while a check asked it. */
export function logOf(lines: readonly LogLine[], { exchanges }: Pick<CheckResult, "exchanges">): string[] {
  const from = Math.min(...exchanges.map(({ startedAt }) => startedAt));
  const to = Math.max(...exchanges.map(({ startedAt, durationMs }) => startedAt + durationMs)) + LATER_MS;
  return lines
    .filter(({ at }) => at >= from && at <= to)
    .slice(-MOST_LINES)
    .map(({ text }) => text);
}
