import { describe, expect, it } from "vitest";
import { Report } from "../model/report.ts";
import type { Verdict } from "../model/verdict.ts";
import { fail, NOT_TESTED, PASS, reportOn, result, runOf, SUITE_ERROR } from "../testing/results.ts";
import { renderConsole } from "./console.ts";
import { exitCode } from "./exit-code.ts";
import { renderJunit } from "./junit.ts";
import { byTarget, joinRepetitions, unstable, worstOf } from "./repetitions.ts";
import { plain } from "./style.ts";

const stable = result("MUST", PASS, [], 1);
/** A report on one repetition: of a check that comes to this verdict, and of one that always passes. */
const once = (verdict: Verdict, seed: number) => ({ ...reportOn([runOf([result("MUST", verdict), stable])]), seed });
const of = (...verdicts: Verdict[]) => {
  const [first, ...rest] = verdicts.map((verdict, index) => once(verdict, 10 + index));
  if (!first) throw new Error("There is no repetition.");
  return joinRepetitions([first, ...rest]);
};
const { id } = result("MUST", PASS);

describe("repetitions", () => {
  it("are runs of one report, each with its number and its seed", () => {
    const report = of(PASS, fail(), PASS);
    expect(Report.parse(report)).toEqual(report);
    expect(report.runs.map(({ repetition, seed }) => [repetition, seed])).toEqual([
      [1, 10],
      [2, 11],
      [3, 12],
    ]);
    expect(report).toMatchObject({ seed: 10, durationMs: 6000, interrupted: false });
  });

  it.each<[string, Verdict[], number]>([
    ["all are in order", [PASS, PASS], 0],
    ["one has a violation", [PASS, fail(), PASS], 1],
    ["one could not test what others did", [PASS, NOT_TESTED], 0],
    ["the suite is at fault in one", [PASS, SUITE_ERROR, fail()], 5],
  ])("end in the worst exit code: where %s", (_, verdicts, code) => {
    expect(exitCode(of(...verdicts))).toBe(code);
    expect(of(...verdicts).summary.conformant).toBe(code === 0);
  });

  it("are an interrupted run where one of them was interrupted", () => {
    const report = joinRepetitions([once(PASS, 1), { ...once(PASS, 2), interrupted: true }]);
    expect(report).toMatchObject({ interrupted: true, summary: { conformant: false } });
  });

  it("of several targets stay apart", () => {
    const both = reportOn([runOf([stable], { name: "a" }), runOf([stable], { name: "b" })]);
    const groups = byTarget(joinRepetitions([both, both, both]));
    expect(groups.map((runs) => runs.map(({ target }) => target.name))).toEqual([
      ["a", "a", "a"],
      ["b", "b", "b"],
    ]);
    expect(byTarget(both).map((runs) => runs.length)).toEqual([1, 1]);
  });

  it("of a target with a profile stay apart, also where the profile showed nothing at times", () => {
    const [plainly, short] = [runOf([stable]), runOf([stable], { profile: "short" })];
    const groups = byTarget(joinRepetitions([reportOn([plainly]), reportOn([plainly, short]), reportOn([plainly])]));
    expect(groups.map((runs) => runs.map(({ target }) => target.profile))).toEqual([
      ["default", "default", "default"],
      ["short"],
    ]);
  });
});

describe("what was unstable", () => {
  it("is named with its grades", () => {
    const [only, ...more] = unstable(of(PASS, fail(), PASS).runs);
    expect(more).toEqual([]);
    expect(only?.id).toBe(id);
    expect(only?.grades.map(({ grade, runs }) => [grade, runs.length])).toEqual([
      ["conformant", 2],
      ["violation", 1],
    ]);
    expect(unstable(of(fail(), fail()).runs)).toEqual([]);
  });

  it("is told before the verdict, with the seed of what is rarer", () => {
    const lines = renderConsole(of(PASS, fail(), PASS), plain)
      .trimEnd()
      .split("\n");
    expect(lines.at(-1)).toMatch(/^not conformant: 1 violation, 1 of /);
    expect(lines.slice(-4, -1)).toEqual([
      "  3 runs, seeds 10 to 12; above is the worst of each check. Not the same each time:",
      `  ~ ${id}  conformant in 2, violation in 1 (seed 11)`,
      "",
    ]);
    expect(lines.filter((line) => line.includes("1  violation"))).toHaveLength(1);
  });

  it("is nothing where every check came to the same", () => {
    expect(renderConsole(of(PASS, PASS), plain)).toContain(
      "2 runs, seeds 10 to 11: every check came to the same each time",
    );
    expect(renderConsole(reportOn([runOf([stable])]), plain)).not.toContain("seeds");
  });
});

it("the worst of repetitions is a run that keeps what it was seen by", () => {
  const [runs] = byTarget(of(PASS, fail("seen"), NOT_TESTED));
  if (!runs) throw new Error("There is no run.");
  const worst = worstOf(runs);
  expect(worst.checks.map(({ grade, findings }) => [grade, findings[0]?.actual])).toEqual([
    ["violation", "seen"],
    ["conformant", undefined],
  ]);
  expect(worst.requirements.map(({ grade }) => grade)).toEqual(["violation", "conformant"]);
  expect(worst.summary).toMatchObject({ conformant: false, checks: { violation: 1, conformant: 1 } });
});

it("a suite of JUnit says which repetition it is", () => {
  expect(renderJunit(of(PASS, PASS)).match(/<testsuite name="[^"]*"/g)).toEqual([
    '<testsuite name="a target (hmail, http), seed 10"',
    '<testsuite name="a target (hmail, http), seed 11"',
  ]);
});
