import type { CheckReport, Report, RunReport } from "../../../conformance/model/report.ts";
import type { Grade } from "../../../conformance/model/verdict.ts";

/** What is worth a word beside the verdict: a check that found something, in its run. */
export interface Found {
  readonly check: CheckReport;
  readonly run: RunReport;
  readonly counts: boolean;
}

/** Whether a grade counts against the target; those that are not here are nothing to speak of. */
const COUNTING: Partial<Record<Grade, boolean>> = {
  "suite-error": true,
  violation: true,
  blocked: true,
  deviation: false,
  advisory: false,
};

/** The findings of a report that the baseline does not know: first those that count. */
export function findingsOf({ runs }: Pick<Report, "runs">): Found[] {
  const found = runs.flatMap((run) =>
    run.checks.flatMap((check): Found[] => {
      const counts = COUNTING[check.grade];
      return counts === undefined || check.known ? [] : [{ check, run, counts }];
    }),
  );
  return found.toSorted((one, other) => Number(other.counts) - Number(one.counts));
}

/** Why a run failed that no finding explains, by its exit code. */
export const ENDINGS: Readonly<Record<number, string>> = {
  2: "a mistake in the inputs or in a file; the log of this step says which",
  3: "nothing was verified, or fewer MUSTs than min-verified; the log of this step says which",
  4: "the baseline has an entry too much; the log of this step says which",
  5: "a fault of the suite, not of your server; please report it",
  130: "the run was interrupted",
};
