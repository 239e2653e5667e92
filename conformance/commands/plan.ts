import { suiteOf } from "../catalogue/suites.ts";
import { select } from "../engine/plan.ts";
import { type Foreseen, preview } from "../engine/preview.ts";
import { TO_BE_MADE } from "../engine/provision.ts";
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

function foresee(given: Target, options: RunOptions): Foreseen[] {
  const { catalogue, features, withUsers } = suiteOf(given);
  const target = withUsers(given);
  const selected = select(catalogue, {
    ...options,
    skip: [...options.skip, ...(target.skip ?? [])],
    statistical: true,
  });
  const unasked = new Set(
    selected.filter(({ check }) => check.statistical && !options.statistical).map(({ id }) => id),
  );
  const isGiven = target.accounts.length > 0;
  const accounts = isGiven ? target.accounts : TO_BE_MADE;
  const foreseen = preview(selected, { ...target, accounts }, options.maxWaitMs, features(target));
  return foreseen.map((check): Foreseen => {
    const { id, requirement } = check;
    if (unasked.has(id)) return { id, requirement, reason: `needs ${STATISTICAL}` };
    // Whether there will be any account to test with depends on the registration.
    const isSure = isGiven || target.hooks?.["create-account"] || check.reason;
    return isSure ? check : { ...check, onlyWith: "registration" };
  });
}
