import type { Need } from "../model/check.ts";
import type { Target } from "../model/target.ts";
import { type Planned, plan } from "./plan.ts";

/** A check as it can be foreseen before anything is asked. */
export interface Foreseen extends Pick<Planned<never>, "id" | "requirement"> {
  /** Why it will not run. */
  readonly reason?: string;
  /** What decides whether it will run, and what only the target tells. */
  readonly onlyWith?: Need;
}

/**
 * Foresees which checks will run. What only the wire tells is taken to be in the way of a check and then not to be: a
 * check that this decides is neither sure to run nor sure not to.
 */
export function preview<S>(selected: readonly Planned<S>[], target: Target, maxWaitMs: number): Foreseen[] {
  const { leewayMs: _, ...declared } = target.lifetimes;
  const atBest = plan(selected, target, { accessMs: 0, refreshMs: 0, ...declared, clockAheadMs: 0 }, maxWaitMs);
  const atWorst = plan(selected, target, { ...declared, clockAheadMs: 0 }, maxWaitMs);
  return atBest.map(({ id, requirement, verdict }, index): Foreseen => {
    const worst = atWorst[index]?.verdict;
    if (verdict && "reason" in verdict) return { id, requirement, reason: verdict.reason };
    return worst?.kind === "not-tested" ? { id, requirement, onlyWith: worst.need as Need } : { id, requirement };
  });
}
