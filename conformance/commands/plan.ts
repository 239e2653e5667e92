import { suites } from "../catalogue/suites.ts";
import { select } from "../engine/plan.ts";
import { type Foreseen, preview } from "../engine/preview.ts";
import { TO_BE_MADE } from "../engine/provision.ts";
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
  const selected = select(suites[target.protocol].catalogue, {
    ...options,
    skip: [...options.skip, ...(target.skip ?? [])],
  });
  const isGiven = target.accounts.length > 0;
  const accounts = isGiven ? target.accounts : TO_BE_MADE;
  const foreseen = preview(selected, { ...target, accounts }, options.maxWaitMs);
  if (isGiven || target.hooks?.["create-account"]) return foreseen;
  // Whether there will be any account to test with depends on it.
  return foreseen.map((check) => (check.reason ? check : { ...check, onlyWith: "registration" }));
}
