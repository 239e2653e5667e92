import type { CheckReport, Report, RunReport } from "../model/report.ts";
import type { Grade } from "../model/verdict.ts";
import { inert, inertJson } from "./inert.ts";
import { knownText } from "./known.ts";
import { protocolText } from "./protocol-text.ts";

/** The version of the Common Test Report Format that is written. */
const SPEC_VERSION = "0.0.0";

type Status = "passed" | "failed" | "skipped" | "other";

/** What readers of CTRF are told of each grade. */
const STATUSES: Readonly<Record<Grade, Status>> = {
  conformant: "passed",
  offered: "passed",
  "not-offered": "passed",
  advisory: "passed",
  violation: "failed",
  blocked: "failed",
  "suite-error": "failed",
  deviation: "other",
  "not-tested": "skipped",
  "not-applicable": "skipped",
};

/** Renders a report in the Common Test Report Format: a test a check, under its target and its requirement. */
export function renderCtrf(report: Report): string {
  const { startedAt, durationMs, suite } = report;
  const start = Date.parse(startedAt);
  const tests = report.runs.flatMap((run) => run.checks.map((check) => testOf(check, run)));
  const count = (status: Status) => tests.filter((test) => test.status === status).length;
  const ctrf = {
    reportFormat: "CTRF",
    specVersion: SPEC_VERSION,
    timestamp: startedAt,
    generatedBy: "authmark",
    results: {
      tool: { name: "authmark", version: suite.version },
      summary: {
        tests: tests.length,
        passed: count("passed"),
        failed: count("failed"),
        skipped: count("skipped"),
        pending: 0,
        other: count("other"),
        suites: report.runs.length,
        start,
        stop: start + Math.round(durationMs),
      },
      tests,
    },
  };
  return `${inertJson(JSON.stringify(ctrf, null, 2))}\n`;
}

function testOf(check: CheckReport, { target, repetition }: RunReport) {
  const { id, requirement, grade, level, durationMs, findings, reason, known, reproduce } = check;
  const found = findings.map(({ at, expected, actual }) => `${at}: expected ${expected}, was ${actual}`);
  const messages = [...(known ? [`in the baseline: ${knownText(known)}`] : []), ...(reason ? [reason] : []), ...found];
  const profile = target.profile === "default" ? [] : [inert(target.profile)];
  const repeated = repetition === undefined ? [] : [`repetition ${repetition}`];
  return {
    name: id,
    // What the baseline knows is no failure of the job, and no pass either.
    status: known && STATUSES[grade] === "failed" ? ("other" as const) : STATUSES[grade],
    rawStatus: grade,
    duration: Math.round(durationMs),
    suite: [inert(target.name), protocolText(target), ...profile, ...repeated, requirement],
    tags: [level, grade],
    ...(messages.length > 0 && { message: inert(messages.join("\n")) }),
    ...(found.length > 0 && { trace: inert(`again: ${reproduce}`) }),
  };
}
