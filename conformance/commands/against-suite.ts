import { suiteOf } from "../catalogue/suites.ts";
import { select } from "../engine/plan.ts";
import { didYouMean } from "../kit/nearest.ts";
import { STATISTICAL } from "../model/check.ts";
import { UsageError } from "../model/errors.ts";
import type { Target } from "../model/target.ts";
import { unknownNames } from "../targets/wire/unknown-names.ts";

/**
 * Refuses what could only be a slip of the pen, and would otherwise be passed over in silence: names in a target's wire
 * or among its dialects that its protocol does not have.
 *
 * @throws UsageError that names the file, the key and the remedy
 */
export function refuseUnknownNames(target: Target): void {
  const { protocol, file, wire, without = [], dialects = [] } = target;
  const { operations, dialects: known } = suiteOf(target);
  const strangers = [
    ...without.map((name) => ["wire", name, Object.keys(operations)] as const),
    ...dialects.map(({ id }) => ["dialects", id, Object.keys(known)] as const),
  ];
  const complaints = [
    ...unknownNames(wire, operations),
    ...strangers.flatMap(([key, name, names]) =>
      names.includes(name) ? [] : [`${key}: ${protocol} has no ${name}; write one of ${names.join(", ")}.`],
    ),
  ];
  if (complaints.length > 0) throw new UsageError(`${file}: ${complaints.join(" ")}`);
}

/**
 * Refuses globs that choose nothing.
 *
 * @throws UsageError that names the option and the remedy
 */
export function refuseIdleGlobs(
  targets: readonly Target[],
  globs: { readonly only: readonly string[]; readonly skip: readonly string[]; readonly timing?: boolean },
): void {
  const protocols = [...new Set(targets.map(({ protocol }) => protocol))];
  const chosenBy = (only: readonly string[], statistical: boolean) =>
    targets.flatMap((target) => select(suiteOf(target).catalogue, { only, skip: [], statistical }));
  const known = chosenBy([], true);
  for (const [option, glob] of [...named("--only", globs.only), ...named("--skip", globs.skip)]) {
    if (chosenBy([glob], option === "--skip" || (globs.timing ?? false)).length > 0) continue;
    if (chosenBy([glob], true).length > 0) throw new UsageError(`${option} ${glob}: it needs ${STATISTICAL}.`);
    const ids = glob.includes("/") ? known.map(({ id }) => id) : [...new Set(known.map((each) => each.requirement))];
    const remedy = `authmark list --protocol ${protocols.join(" or ")} shows them.`;
    throw new UsageError(
      `${option} ${glob}: no check of ${protocols.join(" or ")} matches.${didYouMean(glob, ids)} ${remedy}`,
    );
  }
}

function named(option: string, globs: readonly string[]): (readonly [option: string, glob: string])[] {
  return globs.map((glob) => [option, glob] as const);
}
