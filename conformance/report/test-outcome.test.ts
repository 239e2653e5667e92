import { describe, expect, it } from "vitest";
import type { CheckResult } from "../model/run.ts";
import {
  blocked,
  deviating,
  fail,
  NOT_TESTED,
  PASS,
  reportOn,
  result,
  runOf,
  SUITE_ERROR,
  someRequirement,
} from "../testing/results.ts";
import { withBaseline } from "./baseline.ts";
import { testOutcome } from "./test-outcome.ts";

const LENIENT = { strict: false, minVerified: 0 };
const must = someRequirement("MUST").id;
const should = someRequirement("SHOULD").id;
const outcome = (id: string, results: CheckResult[], gates = LENIENT) =>
  testOutcome(id, reportOn([runOf(results)]), gates);

describe("as a test among others, a requirement", () => {
  it("passes where it is kept", () => {
    expect(outcome(must, [result("MUST", PASS)])).toEqual({ kind: "pass" });
  });

  it("fails where it is violated, with what a report says of it", () => {
    const failed = outcome(must, [result("MUST", fail())]);
    expect(failed).toMatchObject({ kind: "fail", grade: "violation" });
    expect(failed).toHaveProperty(
      "text",
      expect.stringMatching(/^1 of 1 checks\n✗ 1 {2}violation [\s\S]*required[\s\S]*again/),
    );
  });

  it("fails where the check could not get as far, or is at fault itself", () => {
    expect(outcome(must, [result("MUST", blocked())])).toMatchObject({ kind: "fail", grade: "blocked" });
    expect(outcome(must, [result("MUST", SUITE_ERROR)])).toMatchObject({ kind: "fail", grade: "suite-error" });
  });

  it("is skipped where it is not tested, with the reason", () => {
    const why = "not tested: needs a second account (--account)";
    expect(outcome(must, [result("MUST", NOT_TESTED)])).toEqual({ kind: "skip", why });
  });

  it("is skipped where the run did not come to it", () => {
    expect(outcome(must, [])).toEqual({ kind: "skip", why: "the run ended before it" });
  });

  it("is skipped where the target declares a deviation, and fails where that is not let pass", () => {
    expect(outcome(must, [deviating(fail())])).toMatchObject({
      kind: "skip",
      why: expect.stringContaining("clients rely on it"),
    });
    expect(outcome(must, [deviating(fail())], { ...LENIENT, strict: true })).toMatchObject({
      kind: "fail",
      grade: "deviation",
    });
  });

  it("is skipped where the baseline knows what is found", () => {
    const check = result("MUST", fail());
    const entries = [{ id: check.id, reason: "we mend it in May" }];
    const report = withBaseline(reportOn([runOf([check])]), entries, (id) => [id]);
    expect(testOutcome(must, report, LENIENT)).toEqual({
      kind: "skip",
      why: "violation: in the baseline: we mend it in May",
    });
  });

  it("is no failure where it is a SHOULD that is not followed, and is shown", () => {
    const advised = outcome(should, [result("SHOULD", fail())]);
    expect(advised).toMatchObject({ kind: "advise", text: expect.stringMatching(/^! 1 {2}advisory/) });
  });

  it("passes where one run shows what another has no means to test", () => {
    const runs = [runOf([result("MUST", NOT_TESTED)]), runOf([result("MUST", PASS)], { profile: "short-lived" })];
    expect(testOutcome(must, reportOn(runs), LENIENT)).toEqual({ kind: "pass" });
  });
});
