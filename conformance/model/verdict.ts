import type { Need } from "./check.ts";
import type { Level } from "./requirement.ts";
import type { Dialect } from "./target.ts";

/** One thing that is not as it should be: where, what was required, what was seen. */
export interface Finding {
  readonly at: string;
  readonly expected: string;
  readonly actual: string;
}

/** What came of one check. */
export type Verdict =
  | { readonly kind: "pass" }
  | { readonly kind: "fail"; readonly findings: readonly Finding[] }
  /** The check could not get as far as its question: a control or a preparation failed. */
  | { readonly kind: "blocked"; readonly reason: string; readonly findings: readonly Finding[] }
  | { readonly kind: "not-applicable"; readonly feature: string }
  | { readonly kind: "not-tested"; readonly need: Need | LateNeed; readonly reason: string }
  | { readonly kind: "suite-error"; readonly reason: string };

/** What turns out to be missing only while a check acts. */
export type LateNeed = "fewer-requests" | "longer-lifetimes" | "something-else";

export type Grade =
  | "conformant"
  | "violation"
  | "advisory"
  | "deviation"
  | "blocked"
  | "not-applicable"
  | "not-tested"
  | "offered"
  | "not-offered"
  | "suite-error";

const BY_LEVEL: Record<Level, { pass: Grade; fail: Grade; short: Grade }> = {
  MUST: { pass: "conformant", fail: "violation", short: "deviation" },
  "MUST NOT": { pass: "conformant", fail: "violation", short: "deviation" },
  SHOULD: { pass: "conformant", fail: "advisory", short: "advisory" },
  "SHOULD NOT": { pass: "conformant", fail: "advisory", short: "advisory" },
  MAY: { pass: "offered", fail: "not-offered", short: "offered" },
};

/** What a target has said beforehand of what a check is about. */
export interface Known {
  readonly dialect?: Dialect;
  readonly shortfall?: string;
}

/**
 * Weighs a verdict by the keyword of its requirement: a broken MUST is a violation, a broken SHOULD advice.
 *
 * @param known `dialect`: the declared deviation that the check is about; what it finds is then no more than that.
 * `shortfall`: the declared choice by which the target does not do what the requirement says; to pass is then to be as
 * declared, and a deviation all the same
 */
export function grade(verdict: Verdict, level: Level, { dialect, shortfall }: Known = {}): Grade {
  if (verdict.kind === "fail" && dialect) return "deviation";
  if (verdict.kind === "pass" && shortfall !== undefined) return BY_LEVEL[level].short;
  return verdict.kind === "pass" || verdict.kind === "fail" ? BY_LEVEL[level][verdict.kind] : verdict.kind;
}

/** From the worst to the best. A requirement is no better than the worst of its checks. */
export const GRADES_FROM_WORST: readonly Grade[] = [
  "suite-error",
  "violation",
  "deviation",
  "blocked",
  "advisory",
  "not-tested",
  "not-offered",
  "offered",
  "conformant",
  // What a target does not have takes nothing from what it does have.
  "not-applicable",
];

/** The worst of the grades of a requirement's checks. */
export function worst(grades: readonly Grade[]): Grade {
  return GRADES_FROM_WORST.find((candidate) => grades.includes(candidate)) ?? "not-tested";
}
