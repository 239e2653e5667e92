import { describe, expect, it } from "vitest";
import { Report } from "../model/report.ts";
import type { CheckResult } from "../model/run.ts";
import { blocked, fail, NOT_TESTED, PASS, reportOn, result, runOf, someRequirement } from "../testing/results.ts";
import { withBaseline } from "./baseline.ts";
import { renderConsole } from "./console.ts";
import { exitCode } from "./exit-code.ts";
import { joinRepetitions } from "./repetitions.ts";
import { plain } from "./style.ts";
import { verdictLine } from "./verdict-line.ts";

const bad = result("MUST", fail());
const worse = result("MUST", fail(), [], 1);
const good = result("MUST", PASS, [], 2);
const another: CheckResult = { ...bad, id: `${bad.requirement}/another` as never };
const entry = (id: string) => ({ id, reason: "to be mended", link: "https://tracker.example/7" });

/** Every check that these tests know of, by what names it. */
const checksOf = (id: string) =>
  [bad, worse, good, another].map((each) => each.id).filter((check) => check === id || check.startsWith(`${id}/`));
const targets = (runs: readonly CheckResult[][]) =>
  runs.map((results, index) => runOf(results, { name: `target ${index}` }));
const known = (runs: readonly CheckResult[][], ...ids: readonly string[]) =>
  withBaseline(reportOn(targets(runs)), ids.map(entry), checksOf);

describe("what a baseline knows", () => {
  it("is marked in the report, and is a violation all the same", () => {
    const report = known([[bad, worse, good]], bad.id);
    expect(Report.parse(report)).toEqual(report);
    expect(report.runs[0]?.checks.map(({ grade, known }) => [grade, known?.reason])).toEqual([
      ["violation", "to be mended"],
      ["violation", undefined],
      ["conformant", undefined],
    ]);
    expect(report.summary).toEqual(reportOn([runOf([bad, worse, good])]).summary);
    expect(verdictLine(report, false)).toMatch(/^not conformant: 2 violations, 1 of them in the baseline, 1 of /);
  });

  it("does not count for the exit code, and everything else does", () => {
    expect(exitCode(known([[bad, good]], bad.id))).toBe(0);
    expect(exitCode(known([[bad, good]], bad.requirement))).toBe(0);
    expect(exitCode(known([[bad, worse, good]], bad.id))).toBe(1);
    expect(exitCode(known([[bad, another, good]], bad.id))).toBe(1);
    expect(exitCode(known([[{ ...bad, verdict: blocked() }, good]], bad.id))).toBe(0);
    expect(exitCode(known([[bad]], bad.id))).toBe(0);
    expect(exitCode({ ...known([[bad, good]], bad.id), interrupted: true })).toBe(130);
  });

  it.each([
    [[bad, good], [bad.id], "1 violation, in the baseline,"],
    [[bad, worse, good], [bad.id, worse.id], "2 violations, all in the baseline,"],
    [[bad, another, good], [bad.id], "1 violation, 1 of"],
    [[{ ...bad, verdict: blocked() }, good], [bad.id], "1 blocked, in the baseline,"],
  ])("is told apart in the verdict", (results, ids, said) => {
    expect(verdictLine(known([results], ...ids), false)).toContain(said);
  });

  it("is one line on the console, with its reason", () => {
    const text = renderConsole(known([[bad, worse]], bad.id), plain);
    expect(text).toContain(`1  violation  ${bad.id}\n  known     to be mended (https://tracker.example/7)\n\n`);
    expect(text.match(/ {2}again /g)).toHaveLength(1);
  });

  it("said of a check goes before what is said of its requirement, in any order", () => {
    const entries = [
      { id: bad.id, reason: "this one" },
      { id: bad.requirement, reason: "all of them" },
    ];
    for (const order of [entries, entries.toReversed()]) {
      const { runs } = withBaseline(reportOn([runOf([bad, another])]), order, checksOf);
      expect(runs[0]?.checks.map(({ known }) => known?.reason)).toEqual(["this one", "all of them"]);
    }
  });
});

describe("an entry is stale", () => {
  const stale = (runs: readonly CheckResult[][], id: string) => known(runs, id).baseline?.stale.map(({ why }) => why);
  const mended: CheckResult = { ...bad, verdict: PASS };

  it("where what it names passes, or where it names nothing: exit code 4", () => {
    expect(stale([[good]], good.id)).toEqual(["passes"]);
    expect(stale([[good]], "nonsense")).toEqual(["matches nothing"]);
    expect(exitCode(known([[good]], good.id))).toBe(4);
    expect(exitCode(known([[good]], "nonsense"))).toBe(4);
    expect(exitCode(known([[good, worse]], good.id))).toBe(1);
  });

  it.each<[string, CheckResult[][], string]>([
    ["it is still found", [[bad, good]], bad.id],
    ["it is found as advice", [[result("SHOULD", fail())]], someRequirement("SHOULD").id],
    ["its check was not tested", [[{ ...bad, verdict: NOT_TESTED }, good]], bad.id],
    ["its check did not run", [[good]], bad.id],
    ["another check of its requirement is still found", [[mended, another]], bad.requirement],
    ["another check of its requirement did not run", [[mended]], bad.requirement],
    ["one of several runs still finds it", [[mended, good], [bad]], bad.id],
    ["one of several runs did not look", [[mended], [good]], bad.id],
  ])("but not where %s", (_, runs, id) => {
    const all = (name: string) =>
      name.startsWith(someRequirement("SHOULD").id) ? [result("SHOULD", PASS).id] : checksOf(name);
    const report = withBaseline(reportOn(targets(runs)), [entry(id)], all);
    expect(report.baseline?.stale).toEqual([]);
  });

  it("where profiles of a target share its checks, and all of them pass", () => {
    const split = (last: CheckResult) => reportOn([runOf([mended]), runOf([last], { profile: "short" })]);
    const staleIn = (last: CheckResult) =>
      withBaseline(split(last), [entry(bad.requirement)], checksOf).baseline?.stale;
    expect(staleIn({ ...another, verdict: PASS })).toEqual([{ id: bad.requirement, why: "passes" }]);
    expect(staleIn(another)).toEqual([]);
  });

  it("but not where one of several repetitions finds it", () => {
    const report = joinRepetitions([reportOn([runOf([mended])]), reportOn([runOf([bad])])]);
    expect(withBaseline(report, [entry(bad.id)], checksOf).baseline?.stale).toEqual([]);
    expect(exitCode(withBaseline(report, [entry(bad.id)], checksOf))).toBe(0);
  });

  it("but not where it is about a protocol that was not tested", () => {
    const report = withBaseline(reportOn([runOf([good])]), [entry("another.sentence")], () => ["another.sentence/x"]);
    expect(report.baseline?.stale).toEqual([]);
  });
});
