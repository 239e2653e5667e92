import type { CheckReport, Report, RequirementReport, RunReport } from "../model/report.ts";
import { GRADES_FROM_WORST, type Grade } from "../model/verdict.ts";
import { diagnosisText } from "./diagnosis.ts";
import { exchangeLines } from "./exchange-text.ts";
import { knownText } from "./known.ts";
import { mdBlock, mdCode, mdText } from "./markdown-text.ts";
import { MOST_SHOWN, namedExchanges } from "./named-exchanges.ts";
import { protocolText } from "./protocol-text.ts";
import { byTarget, worstOf } from "./repetitions.ts";
import { verdictLine } from "./verdict-line.ts";

/** What a summary of a job tells in full; GitHub shows no summary of more than a megabyte. */
const TOLD: readonly Grade[] = ["suite-error", "violation", "deviation", "blocked", "advisory"];
const MOST_FINDINGS = 50;
const LONGEST_LINE = 400;

/** Renders a report in Markdown, for the summary of a job: the verdict, the findings, and a table of the rest. */
export function renderMarkdown(report: Report): string {
  const targets = byTarget(report).map(worstOf);
  const line = verdictLine(report, report.interrupted);
  const head = [`# Authmark: ${mdText(line.split(":")[0] ?? "")}`, "", mdText(line)];
  const own = targets.flatMap((run) => renderRun(run, targets.length > 1, report.interrupted));
  return [...head, ...own, ""].join("\n");
}

function renderRun(run: RunReport, isOneOfSeveral: boolean, interrupted: boolean): string[] {
  const { target, requirements, checks, notes, diagnosis } = run;
  const profile = target.profile === "default" ? "" : `, profile ${mdText(target.profile)}`;
  const found = TOLD.flatMap((grade) => checks.filter((check) => check.grade === grade));
  const more = found.length - MOST_FINDINGS;
  return [
    "",
    `## ${mdText(target.name)}`,
    "",
    `${protocolText(target)}, ${mdCode(target.url)}${profile}`,
    ...(isOneOfSeveral ? ["", mdText(verdictLine(run, interrupted))] : []),
    ...(diagnosis
      ? ["", `**Diagnosis.** ${mdText(diagnosisText(diagnosis))} [What is known of it](${diagnosis.page})`]
      : []),
    ...notes.flatMap((note) => ["", `> ${mdText(note)}`]),
    "",
    "| grade | requirements |",
    "|---|---|",
    ...GRADES_FROM_WORST.filter((grade) => run.summary.requirements[grade]).map(
      (grade) => `| ${grade} | ${run.summary.requirements[grade]} |`,
    ),
    ...found.slice(0, MOST_FINDINGS).flatMap((check) => renderFinding(check, requirements)),
    ...(more > 0 ? ["", `${more} more are in the other formats of the report.`] : []),
  ];
}

function renderFinding(check: CheckReport, requirements: readonly RequirementReport[]): string[] {
  const requirement = requirements.find(({ id }) => id === check.requirement);
  const lines = namedExchanges(check).flatMap(([step, exchange]) => [step, ...exchangeLines(exchange), ""]);
  const source = requirement ? `, from ${mdText(`${requirement.source.document}, ${requirement.source.section}`)}` : "";
  return [
    "",
    "<details>",
    `<summary><b>${check.grade}</b> ${mdText(requirement?.text ?? check.requirement)}</summary>`,
    "",
    `${mdCode(check.id)}${source}`,
    ...(check.known ? ["", `Known: ${mdText(knownText(check.known))}`] : []),
    ...(check.reason ? ["", mdText(check.reason)] : []),
    ...check.findings
      .slice(0, MOST_SHOWN)
      .flatMap(({ at, expected, actual }) => [
        "",
        `- at ${mdCode(at)}: expected ${mdCode(expected)}, was ${mdCode(shorten(actual))}`,
      ]),
    "",
    ...mdBlock([...lines.map(shorten), check.reproduce]),
    "",
    "</details>",
  ];
}

function shorten(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}
