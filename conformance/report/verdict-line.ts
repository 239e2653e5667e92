import type { CheckReport, Report, RunReport } from "../model/report.ts";
import type { Grade } from "../model/verdict.ts";
import { isEmpty } from "./summarize.ts";

/** The verdict in one line: whether the target conforms, how much of it was shown, and what was not. */
export function verdictLine(of: RunReport | Report, interrupted: boolean): string {
  const { summary } = of;
  const { verified, total } = summary.musts;
  const parts = [
    ...numberAndKnown(of, "violation"),
    ...numberAndKnown(of, "blocked"),
    ...deviations(of),
    ...number(summary.requirements, "suite-error"),
    `${verified} of ${total} MUSTs verified`,
    ...number(summary.requirements, "advisory"),
    ...notTested(of),
    ...notSelected(of),
  ];
  const headline = interrupted ? "interrupted" : standing(of);
  return `${headline}: ${parts.join(", ")}`;
}

/** How many requirements that checks could show did not come up, since nobody asked or the run ended before. */
function notSelected(of: RunReport | Report): string[] {
  const runs = "runs" in of ? of.runs : [of];
  const protocols = new Set(runs.map(({ target }) => target.protocol));
  const musts = runs.flatMap(({ requirements }) => requirements).filter(({ level }) => level.startsWith("MUST"));
  const missing = of.summary.musts.total - new Set(musts.map(({ id }) => id)).size;
  return protocols.size > 0 && missing > 0 ? [`${missing} not asked`] : [];
}

function standing({ summary }: RunReport | Report): string {
  if (summary.conformant) return "conformant";
  const { violation = 0, deviation = 0, blocked = 0, "suite-error": errors = 0 } = summary.requirements;
  if (violation > 0) return "not conformant";
  if (deviation > 0 && blocked + errors === 0) return "conformant except";
  return isEmpty(summary) ? "nothing was verified" : "no verdict";
}

/** How many requirements are not kept as was declared, and by which dialects. */
function deviations(of: RunReport | Report): string[] {
  const runs = "runs" in of ? of.runs : [of];
  const found = runs.flatMap(({ checks }) => checks).filter(({ grade }) => grade === "deviation");
  const dialects = new Set(found.map(({ reason = "" }) => reason.split(":")[0]));
  return number(of.summary.requirements, "deviation").map((said) => `${said} (${[...dialects].join(", ")})`);
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
