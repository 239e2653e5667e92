import { suites } from "../catalogue/suites.ts";
import { select } from "../engine/plan.ts";
import { type Foreseen, preview } from "../engine/preview.ts";
import type { RunOptions } from "../engine/run.ts";
import { STATISTICAL } from "../model/check.ts";
import type { Target } from "../model/target.ts";
import { renderPlan } from "../report/plan-text.ts";
import { styleFor } from "../report/style.ts";

/** `authmark test --plan`: prints what would run, what would not and why; it asks nothing. */
export function printPlan(targets: readonly Target[], options: RunOptions): void {
  for (const target of targets) {
    process.stdout.write(renderPlan(target, foresee(target, options), styleFor(process.stdout)));
  }
}

function foresee(target: Target, options: RunOptions): Foreseen[] {
  const selected = select(suites[target.protocol].catalogue, { ...options, statistical: true });
  const unasked = new Set(
    selected.filter(({ check }) => check.statistical && !options.statistical).map(({ id }) => id),
  );
  return preview(selected, target, options.maxWaitMs).map(({ id, requirement, ...foreseen }) => {
    if (unasked.has(id)) return { id, requirement, reason: `needs ${STATISTICAL}` };
    return { id, requirement, ...(target.accounts.length > 0 ? foreseen : { reason: NO_ACCOUNT }) };
  });
}

const NO_ACCOUNT = "needs an account (--account USER:PASSWORD, or accounts: in the target file)";
