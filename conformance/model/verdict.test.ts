import { describe, expect, it } from "vitest";
import type { Level } from "./requirement.ts";
import { GRADES_FROM_WORST, type Grade, grade, type Verdict, worst } from "./verdict.ts";

describe("a grade", () => {
  it.each<[Level, Grade, Grade]>([
    ["MUST", "conformant", "violation"],
    ["MUST NOT", "conformant", "violation"],
    ["SHOULD", "conformant", "advisory"],
    ["SHOULD NOT", "conformant", "advisory"],
    ["MAY", "offered", "not-offered"],
  ])("for a %s is %s or %s", (level, pass, fail) => {
    expect(grade({ kind: "pass" }, level)).toBe(pass);
    expect(grade({ kind: "fail", findings: [] }, level)).toBe(fail);
  });

  it.each<[Verdict]>([
    [{ kind: "blocked", reason: "", findings: [] }],
    [{ kind: "not-applicable", feature: "" }],
    [{ kind: "not-tested", need: "second-account", reason: "" }],
    [{ kind: "suite-error", reason: "" }],
  ])("is the verdict's, whatever the level, where there is none on the target: $kind", (verdict) => {
    for (const level of ["MUST", "SHOULD", "MAY"] as const) expect(grade(verdict, level)).toBe(verdict.kind);
  });
});

describe("the worst of several grades", () => {
  it.each<[Grade[], Grade]>([
    [["conformant"], "conformant"],
    [["conformant", "violation", "conformant"], "violation"],
    [["violation", "suite-error"], "suite-error"],
    [["blocked", "violation"], "violation"],
    [["blocked", "deviation"], "deviation"],
    [["advisory", "blocked"], "blocked"],
    [["conformant", "not-tested"], "not-tested"],
    [["not-tested", "advisory"], "advisory"],
    [["conformant", "not-applicable"], "conformant"],
    [["not-applicable", "not-tested"], "not-tested"],
    [["not-applicable", "not-applicable"], "not-applicable"],
    [["offered", "not-offered"], "not-offered"],
    [[], "not-tested"],
  ])("of %j is %s", (grades, expected) => {
    expect(worst(grades)).toBe(expected);
    expect(worst(grades.toReversed())).toBe(expected);
  });

  it("is defined for every grade", () => {
    for (const each of GRADES_FROM_WORST) expect(worst([each])).toBe(each);
    expect(new Set(GRADES_FROM_WORST).size).toBe(10);
  });
});
