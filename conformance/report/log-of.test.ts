import { expect, it } from "vitest";
import { exchange } from "../testing/exchanges.ts";
import { fail, reportOn, result, runOf } from "../testing/results.ts";
import { logOf } from "./log-of.ts";

const at = (startedAt: number, durationMs: number) => ({ ...exchange({ durationMs }), startedAt });
const lines = [900, 1000, 1500, 2240, 3000].map((time) => ({ at: time, text: `line of ${time}` }));

it("a check's part of the log is what was written while it asked, and a moment longer", () => {
  expect(logOf(lines, { exchanges: [at(1000, 100), at(1900, 100)] })).toEqual([
    "line of 1000",
    "line of 1500",
    "line of 2240",
  ]);
  expect(logOf(lines, { exchanges: [] })).toEqual([]);
});

it("of much the last lines are shown", () => {
  const many = Array.from({ length: 100 }, (_, index) => ({ at: 1000, text: `${index}` }));
  expect(logOf(many, { exchanges: [at(1000, 1)] })).toHaveLength(20);
  expect(logOf(many, { exchanges: [at(1000, 1)] }).at(-1)).toBe("99");
});

it("a finding is reported with it, without the secrets of the run; what passed is not", () => {
  const log = [{ at: 0, text: "refused hunter22-hunter22" }];
  const asked = { ...exchange({ step: "attempt", durationMs: 5 }), startedAt: 0 };
  const failed = result("MUST", fail(), [asked]);
  const passed = result("MUST", { kind: "pass" }, [asked], 1);
  const report = reportOn([{ ...runOf([failed, passed]), log }], { "password#1": "hunter22-hunter22" });
  expect(report.runs[0]?.checks.map((check) => check.log)).toEqual([["refused password#1"], undefined]);
});
