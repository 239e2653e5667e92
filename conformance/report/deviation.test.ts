import { describe, expect, it } from "vitest";
import { Report } from "../model/report.ts";
import type { CheckResult } from "../model/run.ts";
import { blocked, fail, PASS, reportOn, result, runOf } from "../testing/results.ts";
import { renderConsole } from "./console.ts";
import { exitCode } from "./exit-code.ts";
import { plain } from "./style.ts";
import { verdictLine } from "./verdict-line.ts";

const dialect = { id: "bearer-case-sensitive", because: "old clients send it so" };
const deviating = (verdict: CheckResult["verdict"] = fail()): CheckResult => ({ ...result("MUST", verdict), dialect });
const other = result("MUST", PASS, [], 1);
const report = (...results: readonly CheckResult[]) => reportOn([runOf(results, { dialects: [dialect] })]);
const strict = { strict: true, minVerified: 0 };

describe("a deviation that is declared", () => {
  const deviates = report(deviating(), other);

  it("is graded as one, with its reason and its findings", () => {
    expect(deviates.runs[0]?.checks[0]).toMatchObject({
      grade: "deviation",
      reason: "bearer-case-sensitive: old clients send it so",
      findings: [{ at: "attempt" }],
    });
    expect(deviates.runs[0]?.requirements.map(({ grade }) => grade)).toEqual(["deviation", "conformant"]);
    expect(deviates.runs[0]?.target.dialects).toEqual(["bearer-case-sensitive"]);
    expect(Report.parse(deviates)).toEqual(deviates);
  });

  it("is no conformance, and no MUST that was verified", () => {
    expect(deviates.summary).toMatchObject({ conformant: false, musts: { verified: 1 }, checks: { deviation: 1 } });
  });

  it("is named in the verdict line as what conformance is except for", () => {
    expect(verdictLine(deviates, false)).toMatch(
      /^conformant except for 1 declared deviation: 1 of \d+ MUSTs verified, /,
    );
  });

  it("costs no exit code, unless it is to count", () => {
    expect(exitCode(deviates)).toBe(0);
    expect(exitCode(deviates, strict)).toBe(1);
  });

  it("is shown to people with what was seen", () => {
    const text = renderConsole(deviates, plain);
    expect(text).toMatch(/^ {2}≠ MUST /m);
    expect(text).toContain("bearer-case-sensitive: old clients send it so");
  });

  it("hides no violation beside it", () => {
    const both = report(deviating(), result("MUST", fail(), [], 1));
    expect(verdictLine(both, false)).toMatch(/^not conformant: 1 violation, 1 deviation, /);
    expect(exitCode(both)).toBe(1);
  });

  it("is no verdict where something else is blocked", () => {
    const both = report(deviating(), result("MUST", blocked(), [], 1));
    expect(verdictLine(both, false)).toMatch(/^no verdict: 1 deviation, 1 blocked, /);
  });
});

describe("a dialect that does not show", () => {
  it("is conformance, for the check passed all the same", () => {
    const passes = report(deviating(PASS), other);
    expect(passes.runs[0]?.checks[0]).toMatchObject({ grade: "conformant" });
    expect(passes.runs[0]?.checks[0]).not.toHaveProperty("reason");
    expect(verdictLine(passes, false)).toMatch(/^conformant: 2 of /);
    expect(exitCode(passes, strict)).toBe(0);
  });

  it("excuses nothing that blocked its check", () => {
    const stuck = report(deviating(blocked()), other);
    expect(stuck.runs[0]?.checks[0]).toMatchObject({ grade: "blocked" });
    expect(exitCode(stuck)).toBe(1);
  });
});
