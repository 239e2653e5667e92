import type { Feature, Need } from "../model/check.ts";
import type { Target } from "../model/target.ts";
import type { Verdict } from "../model/verdict.ts";
import { type Planned, plan } from "./plan.ts";
import type { Observed } from "./suite.ts";

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
export function preview<S>(
  selected: readonly Planned<S>[],
  target: Target,
  maxWaitMs: number,
  features?: ReadonlySet<Feature>,
): Foreseen[] {
  const { leewayMs: _, codeMs: __, ...declared } = target.lifetimes;
  const told: Observed = { ...TOLD_AT_BEST, ...declared };
  const atBest = plan(selected, target, told, maxWaitMs, features);
  const atWorst = plan(selected, target, { ...declared, clockAheadMs: 0 }, maxWaitMs, features);
  return atBest.map(({ id, requirement, verdict }, index): Foreseen => {
    if (verdict) return { id, requirement, reason: reasonOf(verdict) };
    const worst = atWorst[index]?.verdict;
    return worst ? { id, requirement, onlyWith: onlyWith(worst) } : { id, requirement };
  });
}

const TOLD_AT_BEST: Observed = {
  accessMs: 0,
  refreshMs: 0,
  registration: "offered",
  publicKeys: [{ kty: "RSA" }],
  clockAheadMs: 0,
};

function reasonOf(verdict: Verdict): string {
  if ("reason" in verdict) return verdict.reason;
  return verdict.kind === "not-applicable" ? `the target does not have ${verdict.feature}` : verdict.kind;
}

/** Lifetimes decide, or a key, or else that accounts are made. */
function onlyWith(worst: Verdict): Need {
  const isTold = worst.kind === "not-tested" && /^(short-\w+-lifetime|public-key)$/.test(worst.need);
  return isTold ? (worst.need as Need) : "registration";
}
