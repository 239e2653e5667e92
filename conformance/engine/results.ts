import type { CheckResult } from "../model/run.ts";
import type { Verdict } from "../model/verdict.ts";
import { withoutTarget } from "./gone.ts";
import type { Run } from "./run-parts.ts";

/** The results of a run, as they come in. */
export interface Results {
  /** Takes a result; a later one of the same check counts instead. */
  take(result: CheckResult): void;
  of(id: string): CheckResult | undefined;
  /** The results so far. */
  all(): readonly CheckResult[];
  /** Takes back what was found on the silence of a target that went away. */
  withoutTarget(goneSince: number): void;
}

/**
 * Collects the results of a run.
 *
 * @param total of how many checks there will be one
 */
export function createResults<Caller, Extra extends object>(
  { suite, target, observed, keeper, ports }: Run<Caller, Extra>,
  total: number,
): Results {
  const results = new Map<string, CheckResult>();
  return {
    take(result) {
      const meaningless = observed.servesAnything && result.verdict.kind === "pass";
      // A declared deviation that the check is about.
      const known = target.dialects?.find(({ id }) => suite.dialects[id]?.includes(result.requirement));
      const shortfall = suite.shortfalls?.(target).get(result.requirement);
      const graded = {
        ...result,
        ...(meaningless && { verdict: SERVES_ANYTHING }),
        ...(known && { dialect: known }),
        ...(shortfall !== undefined && { shortfall }),
      };
      results.set(result.id, keeper.result(graded));
      ports.progress?.(results.size, total);
    },
    of: (id) => results.get(id),
    all: () => [...results.values()],
    withoutTarget(goneSince) {
      for (const [id, result] of results) results.set(id, withoutTarget(result, goneSince));
    },
  };
}

const SERVES_ANYTHING: Verdict = {
  kind: "blocked",
  reason: "the target serves a wrong password and a garbage token like right ones, so that its successes say nothing",
  findings: [],
};
