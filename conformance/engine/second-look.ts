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
/** So many in a row that are blocked again, all by the same, show that this is the target's own as well. */
const BLOCKED_ENOUGH = 3;

/**
 * Takes the second looks of a run, one by one; `take` gets the results that count instead of the first ones. Those that
 * can show nothing new are not taken: a target that is at fault everywhere would cost most of its checks twice, alone.
 */
export async function secondLooks(
  firsts: Iterable<CheckResult>,
  { again, isLate, goesOn }: SecondLooks,
  take: (result: CheckResult) => void,
): Promise<void> {
  let silent = 0;
  const blocked = new Map<string, number>();
  for (const first of firsts) {
    if (!(await goesOn())) return;
    const isSilent = timedOut(first);
    const by = isSilent || isLate(first) ? undefined : blockedBy(first);
    if (isSilent && silent >= SILENT_ENOUGH) continue;
    if (by !== undefined && (blocked.get(by) ?? 0) >= BLOCKED_ENOUGH) continue;
    const look = async () => {
      const second = await again(first);
      if (by !== undefined) blocked.set(by, blockedBy(second) === by ? (blocked.get(by) ?? 0) + 1 : 0);
      return second;
    };
    const better = await secondLook(first, look, isLate);
    if (isSilent) silent = better && timedOut(better) ? silent + 1 : 0;
    if (better) take(better);
  }
}

function isDecided({ verdict }: CheckResult): boolean {
  return verdict.kind === "pass" || verdict.kind === "fail" || verdict.kind === "blocked";
}

/** By what a check was blocked first; nothing where it was not. */
function blockedBy({ verdict }: CheckResult): string | undefined {
  if (verdict.kind !== "blocked") return undefined;
  const { reason, findings } = verdict;
  // A step may have another name in another look.
  const { expected, actual } = findings[0] ?? {};
  return JSON.stringify([reason, expected, actual]);
}

function timedOut({ exchanges }: CheckResult): boolean {
  return exchanges.some(({ error }) => error?.code === "timeout");
}

const TOO_LATE: Verdict = {
  kind: "not-tested",
  need: "longer-lifetimes",
  reason: "its tokens expired before it was through: let the target's tokens live longer",
};
