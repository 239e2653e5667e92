import { validate } from "ctrf";
import { describe, expect, it } from "vitest";
import { blocked, deviating, fail, NOT_TESTED, PASS, reportOn, result, runOf } from "../testing/results.ts";
import { renderCtrf } from "./ctrf.ts";

const report = reportOn([
  runOf([
    result("MUST", fail()),
    result("MUST", blocked(), [], 1),
    result("MUST", NOT_TESTED, [], 2),
    result("MUST", PASS, [], 3),
    deviating(fail(), 4),
    result("SHOULD", fail()),
  ]),
]);
const ctrf = JSON.parse(renderCtrf(report));

describe("CTRF", () => {
  it("keeps to its schema", () => {
    expect(validate(ctrf)).toMatchObject({ valid: true });
    expect(validate({ ...ctrf, results: {} })).toMatchObject({ valid: false });
  });

  it("has a test for each check, and counts them", () => {
    expect(ctrf.results.tests.map(({ status }: { status: string }) => status)).toEqual([
      "failed",
      "failed",
      "skipped",
      "passed",
      "other",
      "passed",
    ]);
    expect(ctrf.results.summary).toMatchObject({ tests: 6, failed: 2, skipped: 1, passed: 2, other: 1, suites: 1 });
  });

  it("says what was found, and how to see it again", () => {
    const [test] = ctrf.results.tests;
    expect(test.message).toBe("attempt: expected failure, was success: 200 {}");
    expect(test.trace).toMatch(/^again: authmark test /);
    expect(test).toMatchObject({
      rawStatus: "violation",
      suite: ["a target", "hmail", report.runs[0]?.checks[0]?.requirement],
    });
  });

  it("takes what the baseline knows for no failure", () => {
    const [run] = report.runs;
    const known = run?.checks.map((check) => ({ ...check, known: { reason: "later" } })) ?? [];
    const { results } = JSON.parse(renderCtrf({ ...report, runs: run ? [{ ...run, checks: known }] : [] }));
    expect(results.summary.failed).toBe(0);
    expect(results.tests[0].message).toContain("in the baseline: later");
  });
});
