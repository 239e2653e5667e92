import type { Report } from "../model/report.ts";
import { isEmpty } from "./summarize.ts";

/** The exit code of a test run: the first that applies. Usage errors (2) end a run before there is a report. */
export function exitCode({ interrupted, runs, summary }: Pick<Report, "interrupted" | "runs" | "summary">): number {
  const rows: readonly (readonly [code: number, applies: boolean])[] = [
    [130, interrupted],
    [5, (summary.checks["suite-error"] ?? 0) > 0],
    [3, runs.length === 0 || runs.some((run) => isEmpty(run.summary))],
    [1, (summary.checks.violation ?? 0) + (summary.checks.blocked ?? 0) > 0],
  ];
  return rows.find(([, applies]) => applies)?.[0] ?? 0;
}
