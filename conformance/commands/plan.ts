import { suites } from "../catalogue/suites.ts";
import { select } from "../engine/plan.ts";
import { type Foreseen, preview } from "../engine/preview.ts";
import type { RunOptions } from "../engine/run.ts";
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
  const foreseen = preview(select(suites[target.protocol].catalogue, options), target, options.maxWaitMs);
  if (target.accounts.length > 0) return foreseen;
  return foreseen.map(({ id, requirement }) => ({ id, requirement, reason: NO_ACCOUNT }));
}

const NO_ACCOUNT = "needs an account (--account USER:PASSWORD, or accounts: in the target file)";
