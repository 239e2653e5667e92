import type { CheckReport, Report, RunReport } from "../model/report.ts";
import type { Grade } from "../model/verdict.ts";
import { renderFinding } from "./console.ts";
import { counts, type Gates } from "./exit-code.ts";
import { inert } from "./inert.ts";
import { knownText } from "./known.ts";
import { plain } from "./style.ts";
import { together } from "./summarize.ts";

/** What a requirement comes to as one test among others. */
export type TestOutcome =
  | { readonly kind: "pass" }
  | { readonly kind: "advise"; readonly text: string }
  | { readonly kind: "skip"; readonly why: string }
  | { readonly kind: "fail"; readonly grade: Grade; readonly text: string };

/** A check, in the run that it is of. */
interface Seen {
  readonly check: CheckReport;
  readonly run: RunReport;
}

/** Grades without a verdict on the target. */
const OPEN: readonly Grade[] = ["not-tested", "not-applicable", "not-offered"];

/**
 * What a report says of one requirement: a failure with all its findings where it counts against the target, a reason
 * where there is no verdict, or where a deviation is declared or known, and advice where only a SHOULD is not followed.
 */
export function testOutcome(id: string, { runs }: Pick<Report, "runs">, gates: Gates): TestOutcome {
  const seen = runs.flatMap((run) =>
    run.checks.filter(({ requirement }) => requirement === id).map((check): Seen => ({ check, run })),
  );
  if (seen.length === 0) return { kind: "skip", why: "the run ended before it" };
  const failed = seen.filter(({ check }) => check.grade === "suite-error" || counts(check, gates));
  if (failed.length > 0) {
    const grade = together(failed.map(({ check }) => check.grade));
    return { kind: "fail", grade, text: `${failed.length} of ${seen.length} checks\n${textOf(failed)}` };
  }
  const excused = seen.filter(({ check }) => check.known || check.grade === "deviation");
  if (excused.length > 0) return { kind: "skip", why: reasons(excused) };
  const advised = seen.filter(({ check }) => check.grade === "advisory");
  if (advised.length > 0) return { kind: "advise", text: textOf(advised) };
  const grades = runs.flatMap(({ requirements }) => requirements.filter((each) => each.id === id));
  const grade = together(grades.map((each) => each.grade));
  return OPEN.includes(grade)
    ? { kind: "skip", why: reasons(seen.filter((each) => each.check.grade === grade)) }
    : PASS;
}

const PASS = { kind: "pass" } as const;

function textOf(seen: readonly Seen[]): string {
  const lines = seen.flatMap(({ check, run }, index) => renderFinding(check, index + 1, run, plain));
  return lines.join("\n").trim();
}

/** Why there is no verdict, each reason once. */
function reasons(seen: readonly Seen[]): string {
  const [first] = seen;
  const grade = first?.check.grade.replaceAll("-", " ") ?? "";
  const all = seen.map(({ check }) => (check.known ? `in the baseline: ${knownText(check.known)}` : check.reason));
  const given = [...new Set(all.flatMap((reason) => (reason ? [inert(reason)] : [])))];
  return given.length > 0 ? `${grade}: ${given.join("; ")}` : grade;
}
