import { describe, expect, it } from "vitest";
import type { CheckResult } from "../model/run.ts";
import { blocked, fail, NOT_TESTED, PASS, reportOn, result, runOf, SUITE_ERROR } from "../testing/results.ts";
import { verdictLine } from "./verdict-line.ts";

const { total } = reportOn([runOf([result("MUST", PASS)])]).summary.musts;
const verified = (count: number) => `${count} of ${total} MUSTs verified`;
const lineOf = (...results: readonly CheckResult[]) => verdictLine(reportOn([runOf(results)]));
/** So many MUSTs with the same verdict, from one of them on. */
const musts = (verdict: CheckResult["verdict"], count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => result("MUST", verdict, [], from + index));
const lacking = (reason: string) => ({ kind: "not-tested", need: "second-account", reason }) as const;

describe("the verdict in one line", () => {
  it("counts each grade of fault, in its number, the worst first", () => {
    expect(lineOf(...musts(fail(), 1))).toBe(`not conformant: 1 violation, ${verified(0)}`);
    expect(
      lineOf(...musts(fail(), 2), ...musts(blocked(), 3, 2), ...musts(SUITE_ERROR, 2, 5), ...musts(PASS, 4, 7)),
    ).toBe(`not conformant: 2 violations, 3 blocked, 2 suite errors, ${verified(4)}`);
  });

  it("counts advice behind the MUSTs, since it costs no conformance", () => {
    const advice = [result("SHOULD", fail()), result("SHOULD", fail(), [], 1)];
    expect(lineOf(...musts(PASS, 3), ...advice)).toBe(`conformant: ${verified(3)}, 2 advisories`);
    expect(lineOf(...musts(PASS, 1), ...advice.slice(1))).toBe(`conformant: ${verified(1)}, 1 advisory`);
  });

  it.each([
    ["a fault of the suite", SUITE_ERROR, "no verdict: 1 suite-error"],
    ["something blocked", blocked(), "no verdict: 1 blocked"],
  ])("gives no verdict where there is %s beside what was verified", (_, verdict, start) => {
    expect(lineOf(...musts(PASS, 1), ...musts(verdict, 1, 1))).toBe(`${start}, ${verified(1)}`);
  });

  it("calls a violation one, whatever else there is", () => {
    expect(lineOf(...musts(SUITE_ERROR, 1), ...musts(blocked(), 1, 1), ...musts(fail(), 1, 2))).toMatch(
      /^not conformant: 1 violation, /,
    );
  });

  it.each([
    ["a fault of the suite", SUITE_ERROR, "1 suite-error"],
    ["something blocked", blocked(), "1 blocked"],
  ])("says that nothing was verified where there is nothing but %s", (_, verdict, count) => {
    expect(lineOf(...musts(verdict, 1))).toBe(`nothing was verified: ${count}, ${verified(0)}`);
  });

  it.each([
    ["nothing", []],
    ["what was not tested", musts(NOT_TESTED, 1)],
    ["advice", [result("SHOULD", fail())]],
  ])("calls a run of %s no conformant one", (_, results) => {
    expect(lineOf(...results)).not.toMatch(/^conformant/);
  });
});

describe("what was not tested", () => {
  it("is counted by requirement, with each reason once and in short", () => {
    const again = { ...result("MUST", lacking("needs two")), id: `${result("MUST", PASS).requirement}/x` } as const;
    const results = [
      ...musts(lacking("needs two (--account twice)"), 2),
      again,
      ...musts(lacking("needs time (--max-wait)"), 1, 2),
      ...musts(PASS, 1, 3),
    ];
    expect(lineOf(...results)).toBe(`conformant: ${verified(1)}, 3 not tested (needs two; needs time)`);
  });

  it("is not mentioned where it is no MUST", () => {
    expect(lineOf(...musts(PASS, 1), result("SHOULD", NOT_TESTED))).toBe(`conformant: ${verified(1)}`);
  });

  it("is gathered from all runs of a report, and said of each run alone", () => {
    const report = reportOn([
      runOf(musts(lacking("needs two"), 1)),
      runOf([...musts(PASS, 1, 1), ...musts(lacking("needs time"), 1, 2)]),
    ]);
    expect(verdictLine(report)).toBe(`conformant: ${verified(1)}, 2 not tested (needs two; needs time)`);
    expect(report.runs.map(verdictLine).map((line) => line.replace(/^.*verified, /, ""))).toEqual([
      "1 not tested (needs two)",
      "1 not tested (needs time)",
    ]);
  });
});
