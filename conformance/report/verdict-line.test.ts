import { describe, expect, it } from "vitest";
import { allRequirements } from "../model/requirement.ts";
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
} from "../testing/results.ts";
import { verdictLine } from "./verdict-line.ts";

const total = allRequirements.filter(
  ({ protocol, level, actor, untestable }) =>
    protocol === "hmail" && level.startsWith("MUST") && actor === "server" && !untestable,
).length;
const verified = (count: number) => `${count} of ${total} MUSTs verified`;
/** What a report says that has results of so many MUSTs. */
const notAsked = (asked: number) => `${total - asked} not asked`;
const lineOf = (...results: readonly CheckResult[]) => verdictLine(reportOn([runOf(results)]), false);
/** So many MUSTs with the same verdict, from one of them on. */
const musts = (verdict: CheckResult["verdict"], count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => result("MUST", verdict, [], from + index));
const lacking = (reason: string) => ({ kind: "not-tested", need: "second-account", reason }) as const;

describe("the verdict in one line", () => {
  it("counts each grade of fault, in its number, the worst first", () => {
    expect(lineOf(...musts(fail(), 1))).toBe(`not conformant: 1 violation, ${verified(0)}, ${notAsked(1)}`);
    expect(
      lineOf(...musts(fail(), 2), ...musts(blocked(), 3, 2), ...musts(SUITE_ERROR, 2, 5), ...musts(PASS, 4, 7)),
    ).toBe(`not conformant: 2 violations, 3 blocked, 2 suite errors, ${verified(4)}, ${notAsked(11)}`);
  });

  it("counts advice behind the MUSTs, since it costs no conformance", () => {
    const advice = [result("SHOULD", fail()), result("SHOULD", fail(), [], 1)];
    expect(lineOf(...musts(PASS, 3), ...advice)).toBe(`conformant: ${verified(3)}, 2 advisories, ${notAsked(3)}`);
    expect(lineOf(...musts(PASS, 1), ...advice.slice(1))).toBe(
      `conformant: ${verified(1)}, 1 advisory, ${notAsked(1)}`,
    );
  });

  it.each([
    ["a fault of the suite", SUITE_ERROR, "no verdict: 1 suite-error"],
    ["something blocked", blocked(), "no verdict: 1 blocked"],
  ])("gives no verdict where there is %s beside what was verified", (_, verdict, start) => {
    expect(lineOf(...musts(PASS, 1), ...musts(verdict, 1, 1))).toBe(`${start}, ${verified(1)}, ${notAsked(2)}`);
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
    expect(lineOf(...musts(verdict, 1))).toBe(`nothing was verified: ${count}, ${verified(0)}, ${notAsked(1)}`);
  });

  it.each<[string, CheckResult[]]>([
    ["nothing at all", []],
    ["what was not tested", musts(NOT_TESTED, 2)],
    ["a SHOULD that is blocked", [result("SHOULD", blocked())]],
  ])("says that nothing was verified where there is %s", (_, results) => {
    expect(lineOf(...results)).toMatch(/^nothing was verified: /);
  });

  it.each<[string, CheckResult[], RegExp]>([
    ["a SHOULD that was kept", [result("SHOULD", PASS)], /^conformant: 0 of /],
    ["advice beside what is blocked", [result("SHOULD", fail()), ...musts(blocked(), 1)], /^no verdict: 1 blocked, /],
    ["a SHOULD beside a fault of the suite", [result("SHOULD", PASS), ...musts(SUITE_ERROR, 1)], /^no verdict: /],
  ])("has come to a verdict where there is %s", (_, results, line) => {
    expect(lineOf(...results)).toMatch(line);
  });

  it.each([
    ["nothing", []],
    ["what was not tested", musts(NOT_TESTED, 1)],
  ])("calls a run of %s no conformant one", (_, results) => {
    expect(lineOf(...results)).not.toMatch(/^conformant/);
  });
});

describe("declared deviations", () => {
  const except = (...results: CheckResult[]) => lineOf(...musts(PASS, 1), ...results);

  it("are named as what a conformant target is excepted from", () => {
    expect(except(deviating(fail(), 1))).toBe(
      `conformant except for 1 declared deviation: ${verified(1)}, ${notAsked(2)}`,
    );
    expect(except(deviating(fail(), 1), deviating(fail(), 2))).toMatch(
      /^conformant except for 2 declared deviations: /,
    );
  });

  it("that did not show are none", () => {
    expect(except(deviating(PASS, 1))).toBe(`conformant: ${verified(2)}, ${notAsked(2)}`);
  });

  it.each<[string, CheckResult["verdict"], string]>([
    ["a violation", fail(), "not conformant: 1 violation, 1 deviation, "],
    ["something blocked", blocked(), "no verdict: 1 deviation, 1 blocked, "],
  ])("are counted beside %s", (_, verdict, line) => {
    expect(except(deviating(fail(), 1), ...musts(verdict, 1, 2))).toContain(line);
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
    expect(lineOf(...results)).toBe(`conformant: ${verified(1)}, 3 not tested (needs two; needs time), ${notAsked(4)}`);
  });

  it("is told apart from what the target does not have", () => {
    const without = { kind: "not-applicable", feature: "sendHmail" } as const;
    expect(lineOf(...musts(PASS, 1), ...musts(without, 2, 1))).toBe(
      `conformant: ${verified(1)}, 2 not applicable, ${notAsked(3)}`,
    );
  });

  it("is not mentioned where it is no MUST", () => {
    expect(lineOf(...musts(PASS, 1), result("SHOULD", NOT_TESTED))).toBe(`conformant: ${verified(1)}, ${notAsked(1)}`);
  });

  it("is gathered from all runs of a report, and said of each run alone", () => {
    const report = reportOn([
      runOf(musts(lacking("needs two"), 1)),
      runOf([...musts(PASS, 1, 1), ...musts(lacking("needs time"), 1, 2)]),
    ]);
    expect(verdictLine(report, false)).toBe(
      `conformant: ${verified(1)}, 2 not tested (needs two; needs time), ${notAsked(3)}`,
    );
    expect(report.runs.map((run) => verdictLine(run, false)).map((line) => line.replace(/^.*verified, /, ""))).toEqual([
      `1 not tested (needs two), ${notAsked(1)}`,
      `1 not tested (needs time), ${notAsked(2)}`,
    ]);
  });
});

describe("what was not asked", () => {
  it("is not mentioned where every MUST came up, whatever became of it", () => {
    const all = allRequirements.filter(
      ({ protocol, level, actor, untestable }) =>
        protocol === "hmail" && level.startsWith("MUST") && actor === "server" && !untestable,
    );
    const results = all.map(({ id }) => ({ ...result("MUST", PASS), id: `${id}/x`, requirement: id }) as CheckResult);
    expect(lineOf(...results)).toBe(`conformant: ${verified(total)}`);
    expect(lineOf(...results.slice(1))).toBe(`conformant: ${verified(total - 1)}, 1 not asked`);
  });

  it("counts MUSTs alone, each once, and over all runs", () => {
    expect(lineOf(result("SHOULD", PASS))).toBe(`conformant: ${verified(0)}, ${notAsked(0)}`);
    const report = reportOn([runOf(musts(PASS, 2)), runOf(musts(PASS, 2, 1))]);
    expect(verdictLine(report, false)).toBe(`conformant: ${verified(3)}, ${notAsked(3)}`);
    expect(verdictLine(reportOn([]), false)).toBe("nothing was verified: 0 of 0 MUSTs verified");
  });
});

describe("an interrupted report", () => {
  it.each([PASS, fail(), blocked(), NOT_TESTED])("says so first: %j", (verdict) => {
    const report = reportOn([runOf(musts(verdict, 1))]);
    const parts = verdictLine(report, false).replace(/^[^:]+/, "interrupted");
    expect(verdictLine(report, true)).toBe(parts);
    for (const run of report.runs) expect(verdictLine(run, true)).toMatch(/^interrupted: /);
  });
});
