import { expect, it } from "vitest";
import type { CheckResult } from "../model/run.ts";
import { blocked, fail, NOT_TESTED, PASS, reportOn, result, runOf, SUITE_ERROR } from "../testing/results.ts";
import { exitCode } from "./exit-code.ts";

const good = result("MUST", PASS);
const bad = result("MUST", fail(), [], 1);
const stuck = result("MUST", blocked(), [], 2);
const broken = result("MUST", SUITE_ERROR, [], 3);
const untested = result("MUST", NOT_TESTED, [], 4);
const kept = result("SHOULD", PASS);
const advised = result("SHOULD", fail());

it.each<[string, CheckResult[][], number]>([
  ["everything is in order", [[good]], 0],
  ["there is advice", [[good, advised]], 0],
  ["there is nothing but advice", [[advised]], 0],
  ["there is nothing but a SHOULD that was kept", [[kept]], 0],
  ["something was not tested", [[good, untested]], 0],
  ["there is a violation", [[good, bad]], 1],
  ["something is blocked", [[good, stuck]], 1],
  ["there is a violation in one of two runs", [[good], [bad]], 1],
  ["there is no run", [], 3],
  ["there is no check", [[]], 3],
  ["everything is blocked", [[stuck]], 3],
  ["nothing was tested", [[untested]], 3],
  ["a MUST is blocked beside advice", [[stuck, advised]], 1],
  ["a SHOULD alone is blocked", [[result("SHOULD", blocked())]], 3],
  ["there is a run without a check beside a good one", [[good], []], 3],
  ["nothing was verified in one of two runs", [[good], [stuck]], 3],
  ["there is a violation in one run, and nothing in the other", [[bad], [untested]], 3],
  ["the suite is at fault", [[good, broken]], 5],
  ["the suite is at fault, and there is a violation", [[bad, broken]], 5],
  ["the suite is at fault, and nothing was verified", [[broken]], 5],
])("where %s, the exit code is the first that applies", (_, runs, code) => {
  const report = reportOn(runs.map((results) => runOf(results)));
  expect(exitCode(report)).toBe(code);
  expect(exitCode({ ...report, interrupted: true })).toBe(130);
});

it("a run may be held to more: deviations, and how many MUSTs were verified", () => {
  const report = reportOn([runOf([good, untested])]);
  const checks = report.runs[0]?.checks.map((check) => ({ ...check, grade: "deviation" as const })) ?? [];
  const deviating = { ...report, runs: report.runs.map((run) => ({ ...run, checks })) };
  expect(exitCode(deviating)).toBe(0);
  expect(exitCode(deviating, { strict: true, minVerified: 0 })).toBe(1);
  expect(exitCode(report, { strict: true, minVerified: 1 })).toBe(0);
  expect(exitCode(report, { strict: false, minVerified: 2 })).toBe(3);
  const another = runOf([kept], { name: "another" });
  expect(exitCode(reportOn([runOf([good]), another]), { strict: false, minVerified: 1 })).toBe(3);
});

it("what a target verifies is counted over its profiles", () => {
  const short = runOf([{ ...result("MUST", PASS, [], 5) }], { profile: "short-lived" });
  const report = reportOn([runOf([good]), short]);
  expect(exitCode(report, { strict: false, minVerified: 2 })).toBe(0);
  expect(exitCode(report, { strict: false, minVerified: 3 })).toBe(3);
});
