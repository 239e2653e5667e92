import { describe, expect, it } from "vitest";
import { allRequirements } from "../model/requirement.ts";
import type { CheckResult } from "../model/run.ts";
import { blocked, fail, NOT_TESTED, PASS, reportOn, result, runOf, SUITE_ERROR } from "../testing/results.ts";

const musts = allRequirements.filter(
  ({ protocol, level, actor, untestable }) =>
    protocol === "hmail" && level.startsWith("MUST") && actor === "server" && !untestable,
).length;
const other = (verdict: Parameters<typeof result>[1]) => ({
  ...result("MUST", verdict),
  id: `${result("MUST", verdict).requirement}/x` as const,
});

describe("a summary", () => {
  it("counts requirements and checks by their grade", () => {
    const { summary } = reportOn([
      runOf([result("MUST", PASS), other(fail()), result("SHOULD", fail()), result("MUST NOT", NOT_TESTED)]),
    ]);
    expect(summary).toEqual({
      conformant: false,
      musts: { total: musts, verified: 0 },
      requirements: { violation: 1, advisory: 1, "not-tested": 1 },
      checks: { conformant: 1, violation: 1, advisory: 1, "not-tested": 1 },
    });
  });

  it("counts a MUST as verified where all its checks passed, and no SHOULD", () => {
    const results = [result("MUST", PASS), other(PASS), result("MUST NOT", PASS), result("SHOULD", PASS)];
    expect(reportOn([runOf(results)]).summary.musts).toEqual({ total: musts, verified: 2 });
  });

  it.each<[string, CheckResult[], boolean]>([
    ["MUSTs kept", [result("MUST", PASS)], true],
    ["MUSTs kept, and advice", [result("MUST", PASS), result("SHOULD", fail())], true],
    ["MUSTs kept, and some not tested", [result("MUST", PASS), result("MUST", NOT_TESTED, [], 1)], true],
    ["no MUST verified", [result("MUST", NOT_TESTED)], false],
    ["only a SHOULD kept", [result("SHOULD", PASS)], true],
    ["nothing but advice", [result("SHOULD", fail())], true],
    ["a violation", [result("MUST", PASS), result("MUST", fail(), [], 1)], false],
    ["something blocked", [result("MUST", PASS), result("SHOULD", blocked())], false],
    ["a fault of the suite", [result("MUST", PASS), result("MUST NOT", SUITE_ERROR)], false],
    ["nothing", [], false],
  ])("with %s is conformant: %s", (_, results, conformant) => {
    expect(reportOn([runOf(results)]).summary.conformant).toBe(conformant);
  });
});

describe("a summary of several runs", () => {
  const runs = (one: Parameters<typeof result>[1], two: Parameters<typeof result>[1]) =>
    reportOn([runOf([result("MUST", one)]), runOf([result("MUST", two)])]).summary;

  it("takes what one of them could not test from the others", () => {
    expect(runs(PASS, NOT_TESTED)).toMatchObject({ conformant: true, musts: { total: musts, verified: 1 } });
    expect(runs(PASS, NOT_TESTED).checks).toEqual({ conformant: 1, "not-tested": 1 });
  });

  it("is no better than the worst of them", () => {
    expect(runs(PASS, fail())).toMatchObject({ conformant: false, requirements: { violation: 1 } });
    expect(runs(NOT_TESTED, NOT_TESTED).requirements).toEqual({ "not-tested": 1 });
  });

  it("of none is not conformant", () => {
    expect(reportOn([]).summary).toEqual({
      conformant: false,
      musts: { total: 0, verified: 0 },
      requirements: {},
      checks: {},
    });
  });
});
