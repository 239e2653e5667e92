import type { CheckReport, Report, RunReport } from "../model/report.ts";
import type { Grade } from "../model/verdict.ts";
import { summarize, summarizeAll, together } from "./summarize.ts";

/** Makes one report of the reports on repetitions; each of its runs says which repetition it is, and has its seed. */
export function joinRepetitions(reports: readonly [Report, ...Report[]]): Report {
  const runs = reports.flatMap((report, index) =>
    report.runs.map((run) => ({ ...run, repetition: index + 1, seed: report.seed })),
  );
  const interrupted = reports.some((report) => report.interrupted);
  const summary = summarizeAll(runs);
  return {
    ...reports[0],
    durationMs: reports.reduce((sum, { durationMs }) => sum + durationMs, 0),
    interrupted,
    summary: { ...summary, conformant: summary.conformant && !interrupted },
    runs,
  };
}

/** The runs of a report by their target; each has as many as it was repeated. */
export function byTarget({ runs }: Report): [RunReport, ...RunReport[]][] {
  const same = Map.groupBy(runs, (run) =>
    run.repetition === undefined ? run : JSON.stringify([run.target.name, run.target.profile]),
  );
  return [...same.values()] as [RunReport, ...RunReport[]][];
}

/** The repetitions of one target as one run: of each check and each requirement the worst that was seen. */
export function worstOf(runs: readonly [RunReport, ...RunReport[]]): RunReport {
  const [first] = runs;
  const checks = sameIn(runs, (run) => run.checks).map(worstCheck);
  const requirements = sameIn(runs, (run) => run.requirements).map((same) => ({
    ...same[0],
    grade: together(same.map(({ grade }) => grade)),
  }));
  const summary = summarize(first.target, requirements, checks);
  return { ...first, notes: [...new Set(runs.flatMap(({ notes }) => notes))], checks, requirements, summary };
}

/** A check that did not come to the same each time, and the repetitions in which it had each grade. */
export interface Unstable {
  readonly id: string;
  readonly grades: readonly { readonly grade: Grade; readonly runs: readonly RunReport[] }[];
}

/** The checks that did not come to the same in all repetitions of a target. */
export function unstable(runs: readonly RunReport[]): Unstable[] {
  const seen = runs.flatMap((run) => run.checks.map(({ id, grade }) => ({ id, grade, run })));
  return Array.from(
    Map.groupBy(seen, ({ id }) => id),
    ([id, each]) => ({
      id,
      grades: Array.from(
        Map.groupBy(each, ({ grade }) => grade),
        ([grade, same]) => ({ grade, runs: same.map(({ run }) => run) }),
      ),
    }),
  ).filter(({ grades }) => grades.length > 1);
}

/** What the repetitions say of one thing, by its id, in the order in which it comes up. */
function sameIn<T extends { id: string }>(
  runs: readonly RunReport[],
  of: (run: RunReport) => readonly T[],
): [T, ...T[]][] {
  return [...Map.groupBy(runs.flatMap(of), ({ id }) => id).values()] as [T, ...T[]][];
}

function worstCheck(same: readonly [CheckReport, ...CheckReport[]]): CheckReport {
  const grade = together(same.map((check) => check.grade));
  return same.find((check) => check.grade === grade) ?? same[0];
}
