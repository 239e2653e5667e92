import type { CheckResult } from "../model/run.ts";
import type { Verdict } from "../model/verdict.ts";

/**
 * Runs a check once more, with nothing beside it, where its first verdict may not be the target's own doing: its tokens
 * were about to expire, it got no answer while others asked as well, or another check disturbed what it prepared.
 *
 * @param again runs the check
 * @param isLate whether a result came from tokens that were about to expire
 * @returns the result to take instead of the first, if any. Tokens that expire again show nothing; a check that was
 * blocked stays so unless it now finds fault, since the disturbance itself says that something is wrong.
 */
export async function secondLook(
  first: CheckResult,
  again: () => Promise<CheckResult>,
  isLate: (result: CheckResult) => boolean,
): Promise<CheckResult | undefined> {
  const wasSuspect = timedOut(first) || (foundFault(first) && isLate(first));
  if (!wasSuspect && first.verdict.kind !== "blocked") return undefined;
  const second = await again();
  if (wasSuspect) return foundFault(second) && isLate(second) ? { ...second, verdict: TOO_LATE } : second;
  return second.verdict.kind === "fail" ? second : undefined;
}

function foundFault({ verdict }: CheckResult): boolean {
  return verdict.kind === "fail" || verdict.kind === "blocked";
}

function timedOut({ exchanges }: CheckResult): boolean {
  return exchanges.some(({ error }) => error?.code === "timeout");
}

const TOO_LATE: Verdict = {
  kind: "not-tested",
  need: "longer-lifetimes",
  reason: "its tokens expired before it was through: let the target's tokens live longer",
};
