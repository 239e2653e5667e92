import type { CheckResult } from "../model/run.ts";
import type { Verdict } from "../model/verdict.ts";

/**
 * Runs a check once more, with nothing beside it, where its first verdict may not be the target's own doing: its tokens
 * were about to expire, it got no answer while others asked as well, or another check disturbed what it prepared.
 *
 * @param again runs the check
 * @param isLate whether a result may come from tokens that were about to expire
 * @returns the result to take instead of the first, if any. Tokens that expire again show nothing, also where a check passes since they are refused; a check that was
 * blocked stays so unless it now finds fault, since the disturbance itself says that something is wrong.
 */
export async function secondLook(
  first: CheckResult,
  again: () => Promise<CheckResult>,
  isLate: (result: CheckResult) => boolean,
): Promise<CheckResult | undefined> {
  const wasSuspect = timedOut(first) || (isDecided(first) && isLate(first));
  if (!wasSuspect && first.verdict.kind !== "blocked") return undefined;
  const second = await again();
  if (wasSuspect) return isDecided(second) && isLate(second) ? { ...second, verdict: TOO_LATE } : second;
  return second.verdict.kind === "fail" ? second : undefined;
}

/** How the checks of a run are looked at again. */
export interface SecondLooks {
  /** Runs the check of a result once more. */
  again(first: CheckResult): Promise<CheckResult>;
  /** Whether a result came from tokens that were about to expire. */
  isLate(result: CheckResult): boolean;
  /** Whether there is still a target to look at, and somebody who wants to know. */
  goesOn(): Promise<boolean>;
}

/** So many second looks in a row that end in silence again show that the silence is the target's own. */
const SILENT_ENOUGH = 3;

/** Takes the second looks of a run, one by one; `take` gets the results that count instead of the first ones. */
export async function secondLooks(
  firsts: Iterable<CheckResult>,
  { again, isLate, goesOn }: SecondLooks,
  take: (result: CheckResult) => void,
): Promise<void> {
  let silent = 0;
  for (const first of firsts) {
    if (!(await goesOn())) return;
    if (timedOut(first) && silent >= SILENT_ENOUGH) continue;
    const better = await secondLook(first, () => again(first), isLate);
    if (timedOut(first)) silent = better && timedOut(better) ? silent + 1 : 0;
    if (better) take(better);
  }
}

function isDecided({ verdict }: CheckResult): boolean {
  return verdict.kind === "pass" || verdict.kind === "fail" || verdict.kind === "blocked";
}

function timedOut({ exchanges }: CheckResult): boolean {
  return exchanges.some(({ error }) => error?.code === "timeout");
}

const TOO_LATE: Verdict = {
  kind: "not-tested",
  need: "longer-lifetimes",
  reason: "its tokens expired before it was through: let the target's tokens live longer",
};
