import type { CheckReport, Report } from "../model/report.ts";
import { isEmpty, summarizeAll } from "./summarize.ts";

/** What a run is held to, beside what always counts. */
export interface Gates {
  /** Deviations count like violations. */
  readonly strict: boolean;
  /** So many MUSTs have to be verified on each target. */
  readonly minVerified: number;
}

const NONE: Gates = { strict: false, minVerified: 0 };

/** The exit code of a test run: the first that applies. Usage errors (2) end a run before there is a report. */
export function exitCode(report: Pick<Report, "interrupted" | "runs" | "summary" | "baseline">, gates = NONE): number {
  const { interrupted, runs, summary, baseline } = report;
  const rows: readonly (readonly [code: number, applies: boolean])[] = [
    [130, interrupted],
    [5, (summary.checks["suite-error"] ?? 0) > 0],
    [3, runs.length === 0 || runs.some((run) => isEmpty(run.summary)) || tooFewVerified(runs, gates).length > 0],
    [1, runs.some(({ checks }) => checks.some((check) => counts(check, gates)))],
    [4, (baseline?.stale.length ?? 0) > 0],
  ];
  return rows.find(([, applies]) => applies)?.[0] ?? 0;
}

/** The targets of which fewer MUSTs were verified than have to be, in all their profiles together. */
export function tooFewVerified(runs: Report["runs"], { minVerified }: Gates) {
  const ofOneTarget = Map.groupBy(runs, ({ target, repetition }) => JSON.stringify([target.name, repetition]));
  return Array.from(ofOneTarget.values()).flatMap(([first, ...profiles]) => {
    if (first === undefined) return [];
    const { musts } = summarizeAll([first, ...profiles]);
    return musts.verified < minVerified ? [{ target: first.target, seed: first.seed, musts }] : [];
  });
}

/** Whether what a check found counts against the target; what the baseline knows does not. */
export function counts({ grade, known }: CheckReport, { strict }: Gates): boolean {
  return !known && (grade === "violation" || grade === "blocked" || (strict && grade === "deviation"));
}
