import { didYouMean } from "../kit/nearest.ts";
import { UsageError } from "../model/errors.ts";
import type { Report, StaleEntry } from "../model/report.ts";
import { allRequirements } from "../model/requirement.ts";
import type { Target } from "../model/target.ts";
import { tooFewVerified } from "../report/exit-code.ts";
import { inert } from "../report/inert.ts";
import { protocolText } from "../report/protocol-text.ts";
import { testableMusts } from "../report/summarize.ts";
import { checksOf } from "./list.ts";
import type { Settings } from "./settings.ts";

/** The ids of the checks that an id names: of a requirement all, of a check that one, of anything else none. */
export function checksNamed(id: string): string[] {
  const requirement = allRequirements.find((each) => each.id === id.split("/")[0]);
  return (requirement ? checksOf(requirement) : []).filter((check) => check === id || requirement?.id === id);
}

/**
 * Refuses to ask of a target for more verified MUSTs than its protocol has.
 *
 * @throws UsageError that names the option and the remedy
 */
export function refuseUnreachable(targets: readonly Target[], { minVerified }: Pick<Settings, "minVerified">): void {
  for (const target of targets) {
    const most = testableMusts(target).length;
    if (minVerified <= most) continue;
    throw new UsageError(
      `--min-verified ${minVerified}: ${protocolText(target)} has ${most} MUSTs to verify. Write at most ${most}.`,
    );
  }
}

/** What a report does not say by itself of why a run fails: what it was held to, and what the baseline has too much. */
export function gateLines(report: Report, settings: Settings): string[] {
  const { minVerified, strict, baseline } = settings;
  const deviations = strict ? (report.summary.checks.deviation ?? 0) : 0;
  return [
    ...tooFewVerified(report.runs, settings).map(
      ({ target, musts, seed }) =>
        `${inert(target.name)}${seed === undefined ? "" : ` (seed ${seed})`}: ${musts.verified} of ${musts.total} MUSTs verified, fewer than --min-verified ${minVerified}.`,
    ),
    ...(deviations > 0 ? [`${deviations} deviations count as violations, by --strict.`] : []),
    ...(report.baseline?.stale ?? []).map((entry) => `${baseline?.file}: ${staleLine(entry)}`),
  ];
}

function staleLine({ id, why }: StaleEntry): string {
  if (why === "passes") return `${id} is found no more: what it names passes. Take it out.`;
  const testable = allRequirements.filter((each) => checksOf(each).length > 0);
  const known = testable.flatMap((each) => (id.includes("/") ? checksOf(each) : [each.id]));
  return `${inert(id)} names no check.${didYouMean(id, known)} Correct it, or take it out.`;
}
