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

const BY_LEVEL: Record<Level, { pass: Grade; fail: Grade }> = {
  MUST: { pass: "conformant", fail: "violation" },
  "MUST NOT": { pass: "conformant", fail: "violation" },
  SHOULD: { pass: "conformant", fail: "advisory" },
  "SHOULD NOT": { pass: "conformant", fail: "advisory" },
  MAY: { pass: "offered", fail: "not-offered" },
};

/**
 * Weighs a verdict by the keyword of its requirement: a broken MUST is a violation, a broken SHOULD advice.
 *
 * @param dialect the declared deviation that the check is about: what it finds is then no more than that
 */
export function grade(verdict: Verdict, level: Level, dialect?: Dialect): Grade {
  if (verdict.kind === "fail" && dialect) return "deviation";
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
  "not-applicable",
  "not-offered",
  "offered",
  "conformant",
];

/** The worst of the grades of a requirement's checks. */
export function worst(grades: readonly Grade[]): Grade {
  return GRADES_FROM_WORST.find((candidate) => grades.includes(candidate)) ?? "not-tested";
}
