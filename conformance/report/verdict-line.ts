import type { CheckReport, Report, RunReport } from "../model/report.ts";
import type { Grade } from "../model/verdict.ts";
import { isEmpty, NOT_CONFORMANT } from "./summarize.ts";

/** The verdict in one line: whether the target conforms, how much of it was shown, and what was not. */
export function verdictLine(of: RunReport | Report, interrupted: boolean): string {
  const { summary } = of;
  const { verified, total } = summary.musts;
  const parts = [
    ...numberAndKnown(of, "violation"),
    ...(isExcepted(of) && !interrupted ? [] : numberAndKnown(of, "deviation")),
    ...numberAndKnown(of, "blocked"),
    ...number(summary.requirements, "suite-error"),
    `${verified} of ${total} MUSTs verified`,
    ...number(summary.requirements, "advisory"),
    ...notTested(of),
    ...notApplicable(of),
    ...notSelected(of),
  ];
  const headline = interrupted ? "interrupted" : standing(of);
  return `${headline}: ${parts.join(", ")}`;
}

/** How many requirements that checks could show did not come up, since nobody asked or the run ended before. */
function notSelected(of: RunReport | Report): string[] {
  const runs = "runs" in of ? of.runs : [of];
  const protocols = new Set(runs.map(({ target }) => target.protocol));
  const musts = runs.flatMap(({ target, requirements }) =>
    requirements.filter(({ level }) => level.startsWith("MUST")).map(({ id }) => `${target.role} ${id}`),
  );
  const missing = of.summary.musts.total - new Set(musts).size;
  return protocols.size > 0 && missing > 0 ? [`${missing} not asked`] : [];
}

function standing(of: RunReport | Report): string {
  const { summary } = of;
  if (summary.conformant) return "conformant";
  if (isExcepted(of))
    return `conformant except for ${numberAndKnown(of, "deviation").join("").replace(" ", " declared ")}`;
  if ((summary.requirements.violation ?? 0) > 0) return "not conformant";
  return isEmpty(summary) ? "nothing was verified" : "no verdict";
}

/** Whether nothing but declared deviations stands in the way of conformance. */
export function isExcepted({ summary }: Pick<RunReport, "summary">): boolean {
  const others = NOT_CONFORMANT.filter((grade) => grade !== "deviation");
  return (summary.checks.deviation ?? 0) > 0 && others.every((grade) => (summary.checks[grade] ?? 0) === 0);
}

const PLURALS: Partial<Record<Grade, string>> = {
  violation: "violations",
  deviation: "deviations",
  advisory: "advisories",
  "suite-error": "suite errors",
};

function number(counts: Partial<Record<Grade, number>>, grade: Grade): string[] {
  const count = counts[grade] ?? 0;
  return count === 0 ? [] : [`${count} ${count === 1 ? grade : (PLURALS[grade] ?? grade)}`];
}

/** The same, and how many of them the baseline knows. */
function numberAndKnown(of: RunReport | Report, grade: Grade): string[] {
  const runs = "runs" in of ? of.runs : [of];
  const checks = runs.flatMap((run) => run.checks).filter((check) => check.grade === grade);
  const found = Map.groupBy(checks, ({ requirement }) => requirement);
  const known = Array.from(found.values()).filter((each) => each.every((check) => check.known)).length;
  return number(of.summary.requirements, grade).map((said) => {
    const share = known < found.size ? `${known} of them ` : found.size > 1 ? "all " : "";
    return known > 0 ? `${said}, ${share}in the baseline` : said;
  });
}

/** How many MUSTs are about what the target does not have. */
function notApplicable(of: RunReport | Report): string[] {
  const runs = "runs" in of ? of.runs : [of];
  const musts = runs.flatMap(({ requirements }) => requirements).filter(({ level }) => level.startsWith("MUST"));
  const grades = Map.groupBy(musts, ({ id }) => id);
  const count = [...grades.values()].filter((same) => same.every(({ grade }) => grade === "not-applicable")).length;
  return count > 0 ? [`${count} not applicable`] : [];
}

/** Which MUSTs were not tested, and the means that were missing. */
function notTested(of: RunReport | Report): string[] {
  const checks: readonly CheckReport[] = "runs" in of ? of.runs.flatMap((run) => run.checks) : of.checks;
  const untested = checks.filter(({ grade, level }) => grade === "not-tested" && level.startsWith("MUST"));
  const { verified, total } = of.summary.musts;
  if (untested.length === 0 || verified === total) return [];
  const count = new Set(untested.map(({ requirement }) => requirement)).size;
  const reasons = new Set(untested.map(({ reason = "" }) => reason.split(" (")[0]));
  return [`${count} not tested (${[...reasons].join("; ")})`];
}
