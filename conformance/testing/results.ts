import { CIRCUMSTANCES } from "../catalogue/circumstances.ts";
import { checkId } from "../model/check-id.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Report } from "../model/report.ts";
import { allRequirements, type Level, type Requirement } from "../model/requirement.ts";
import type { CheckResult, RunResult } from "../model/run.ts";
import type { Target } from "../model/target.ts";
import type { Verdict } from "../model/verdict.ts";
import { assemble } from "../report/assemble.ts";
import { exchange } from "./exchanges.ts";
import { target } from "./targets.ts";

/** A requirement on servers, of a level, that an exchange can show; the first of them, or a later one. */
export function someRequirement(level: Level, index = 0): Requirement {
  const all = allRequirements.filter((each) => each.level === level && each.actor === "server" && !each.untestable);
  const found = all[index];
  if (!found) throw new Error(`There is no ${level} number ${index}.`);
  return found;
}

/** A circumstance that the glossary has. */
export const CIRCUMSTANCE = Object.keys(CIRCUMSTANCES)[0] as keyof typeof CIRCUMSTANCES;

/** What came of a check of a requirement of this level. */
export function result(level: Level, verdict: Verdict, exchanges: readonly Exchange[] = [], index = 0): CheckResult {
  const { id } = someRequirement(level, index);
  return { id: checkId(id, CIRCUMSTANCE), requirement: id, verdict, exchanges, durationMs: 1500 };
}

export const PASS: Verdict = { kind: "pass" };
export const NOT_TESTED: Verdict = {
  kind: "not-tested",
  need: "second-account",
  reason: "needs a second account (--account)",
};
export const SUITE_ERROR: Verdict = { kind: "suite-error", reason: "TypeError: wrong\n    at judge" };

/** A check that is about a declared deviation. */
export function deviating(verdict: Verdict, index = 0): CheckResult {
  return { ...result("MUST", verdict, [], index), dialect: { id: "lenient", because: "clients rely on it" } };
}

/** A verdict with one finding, at `attempt`. */
export function fail(actual = "success: 200 {}"): Verdict {
  return { kind: "fail", findings: [{ at: "attempt", expected: "failure", actual }] };
}
export function blocked(actual = "failure: 200"): Verdict {
  const findings = [{ at: "attempt", expected: "success", actual }];
  return { kind: "blocked", reason: "the same with everything in order did not succeed", findings };
}

/** What came of testing one target. */
export function runOf(
  results: readonly CheckResult[],
  otherwise: Partial<Target> = {},
  notes: readonly string[] = [],
): RunResult {
  return { target: target(otherwise), startedAt: 0, durationMs: 2000, notes, results };
}

/** The report on runs; `secrets` by their label. */
export function reportOn(runs: readonly RunResult[], secrets: Readonly<Record<string, string>> = {}): Report {
  const head = {
    version: "1.2.3",
    spec: "1.2.3",
    seed: 7,
    maxWaitMs: 60_000,
    interrupted: false,
    startedAt: 0,
    durationMs: 2000,
  };
  return assemble(
    runs,
    Object.entries(secrets).map(([label, value]) => ({ label, value })),
    head,
  );
}

/** An exchange whose every text is hostile. */
export function hostile(text: string): Exchange {
  return exchange({
    said: text,
    request: { headers: [["x", text]], body: text },
    response: { headers: [[text, text]], body: text },
  });
}
