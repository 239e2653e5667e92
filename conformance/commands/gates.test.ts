import { describe, expect, it } from "vitest";
import { allRequirements } from "../model/requirement.ts";
import { withBaseline } from "../report/baseline.ts";
import { LOCAL_DOCS } from "../report/docs-pages.ts";
import { testableMusts } from "../report/summarize.ts";
import { PASS, reportOn, result, runOf } from "../testing/results.ts";
import { target } from "../testing/targets.ts";
import { checksNamed, gateLines, refuseUnreachable } from "./gates.ts";
import { checksOf } from "./list.ts";

const tested = allRequirements.filter((each) => checksOf(each).length > 0);
const [requirement] = tested;
const [check = ""] = requirement ? checksOf(requirement) : [];
const report = reportOn([runOf([result("MUST", PASS)])]);
const settings = { run: {} as never, repeat: 1, strict: false, minVerified: 0, reports: [], docs: LOCAL_DOCS };

describe("an entry of a baseline", () => {
  it("names the checks of a requirement, or one check, or none", () => {
    expect(checksNamed(requirement?.id ?? "")).toEqual(requirement && checksOf(requirement));
    expect(checksNamed(check)).toEqual([check]);
    expect(["", "nonsense", `${check}s`, `${requirement?.id}/`].flatMap(checksNamed)).toEqual([]);
    const untestable = allRequirements.find((each) => each.untestable);
    expect(checksNamed(untestable?.id ?? "")).toEqual([]);
  });

  it("that is stale is named with its file, and with what to do", () => {
    const entries = [`${requirement?.id}s`, `${check}s`].map((id) => ({ id, reason: "x" }));
    const known = withBaseline(report, entries, checksNamed);
    const lines = gateLines(known, { ...settings, baseline: { file: "known.yaml", entries } });
    expect(lines).toEqual([
      expect.stringContaining(`known.yaml: ${requirement?.id}s names no check. Did you mean ${requirement?.id}`),
      expect.stringContaining(`known.yaml: ${check}s names no check. Did you mean ${check}`),
    ]);
    const over = { ...report, baseline: { stale: [{ id: check, why: "passes" as const }] } };
    expect(gateLines(over, { ...settings, baseline: { file: "known.yaml", entries } })).toEqual([
      `known.yaml: ${check} is found no more: what it names passes. Take it out.`,
    ]);
  });
});

describe("a minimum of verified MUSTs", () => {
  it("is missed with a line that says how many there were", () => {
    expect(gateLines(report, { ...settings, minVerified: 2 })).toEqual([
      expect.stringMatching(/^a target: 1 of \d+ MUSTs verified, fewer than --min-verified 2\.$/),
    ]);
    expect(gateLines(report, { ...settings, minVerified: 1 })).toEqual([]);
  });

  it("is at most what the protocol has", () => {
    const most = testableMusts(target()).length;
    expect(() => refuseUnreachable([target()], { minVerified: most })).not.toThrow();
    expect(() => refuseUnreachable([target()], { minVerified: most + 1 })).toThrow(
      `--min-verified ${most + 1}: ${target().protocol} has ${most} MUSTs to verify. Write at most ${most}.`,
    );
  });
});

it("deviations are said to count only where they do", () => {
  const deviating = { ...report, summary: { ...report.summary, checks: { deviation: 2 } } };
  expect(gateLines(deviating, { ...settings, strict: true })).toEqual([
    "2 deviations count as violations, by --strict.",
  ]);
  expect(gateLines(deviating, settings)).toEqual([]);
});
