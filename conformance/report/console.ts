import { CIRCUMSTANCES } from "../catalogue/circumstances.ts";
import type { CheckReport, Report, RequirementReport, RunReport } from "../model/report.ts";
import type { Grade } from "../model/verdict.ts";
import { diagnosisText } from "./diagnosis.ts";
import { exchangeLines } from "./exchange-text.ts";
import { inert } from "./inert.ts";
import { knownText } from "./known.ts";
import { MOST_SHOWN, namedExchanges } from "./named-exchanges.ts";
import { policyLines } from "./policy-lines.ts";
import { protocolText } from "./protocol-text.ts";
import { byTarget, worstOf } from "./repetitions.ts";
import { renderRepetitions } from "./repetitions-text.ts";
import type { ForegroundColor, Style } from "./style.ts";
import { isExcepted, verdictLine } from "./verdict-line.ts";

const SIGNS: Record<Grade, { sign: string; color: ForegroundColor }> = {
  conformant: { sign: "✓", color: "green" },
  offered: { sign: "✓", color: "green" },
  violation: { sign: "✗", color: "red" },
  "suite-error": { sign: "‼", color: "red" },
  deviation: { sign: "≠", color: "yellow" },
  advisory: { sign: "!", color: "yellow" },
  blocked: { sign: "?", color: "magenta" },
  "not-tested": { sign: "–", color: "gray" },
  "not-applicable": { sign: "–", color: "gray" },
  "not-offered": { sign: "–", color: "gray" },
};

/** Renders a report for people: requirements by operation, then every finding with what was seen, then the verdict. */
export function renderConsole(report: Report, style: Style): string {
  const targets = byTarget(report);
  const lines = targets.flatMap((runs) => renderRun(worstOf(runs), renderRepetitions(runs), report.interrupted, style));
  const summary = targets.length > 1 ? ["", style("bold", `all: ${verdictLine(report, report.interrupted)}`)] : [];
  return [...lines, ...summary, ""].join("\n");
}

/** @param repetitions what is to be said of several runs, as whose worst the run is shown */
function renderRun(run: RunReport, repetitions: readonly string[], interrupted: boolean, style: Style): string[] {
  const { target, notes, requirements, checks } = run;
  const findings = checks.filter((check) => check.findings.length > 0 || check.grade === "suite-error");
  return [
    "",
    `${style("bold", inert(target.name))}  ${protocolText(target)}, ${inert(target.url)}${profileOf(run)}`,
    ...[...notes, ...policyLines(target.policy, target.observedPolicy)].map((note) =>
      style("yellow", `! ${inert(note)}`),
    ),
    // Where nobody could log in, every check says the same, and the notes have said it.
    ...(isTested(checks) ? renderRequirements(requirements, checks, style) : []),
    ...findings.flatMap((check, index) => renderFinding(check, index + 1, run, style)),
    ...repetitions,
    ...(run.diagnosis
      ? ["", `  ${style("bold", "diagnosis")}  ${diagnosisText(run.diagnosis)}`, `             ${run.diagnosis.page}`]
      : []),
    "",
    style(colorOf(run), verdictLine(run, interrupted)),
  ];
}

function profileOf({ target }: RunReport): string {
  return target.profile === "default" ? "" : `, profile ${inert(target.profile)}`;
}

function colorOf(run: RunReport): ForegroundColor {
  if (run.summary.conformant) return "green";
  return isExcepted(run) ? "yellow" : "red";
}

/** Whether anything was asked: not so where nobody answers, or nobody can log in. */
export function isTested(checks: readonly CheckReport[]): boolean {
  return checks.some(({ grade, evidence }) => grade !== "blocked" || Object.keys(evidence).length > 0);
}

function renderRequirements(
  requirements: readonly RequirementReport[],
  checks: readonly CheckReport[],
  style: Style,
): string[] {
  const width = Math.max(0, ...requirements.map(({ id }) => id.length));
  return Map.groupBy(requirements, ({ operation = "in general" }) => operation)
    .entries()
    .flatMap(([operation, group]) => [
      "",
      `  ${style("bold", operation)}`,
      ...group.map((requirement) => {
        const { sign, color } = SIGNS[requirement.grade];
        const own = checks.filter((check) => check.requirement === requirement.id);
        const level = requirement.level.padEnd(10);
        return `  ${style(color, sign)} ${level} ${requirement.id.padEnd(width)}  ${style("gray", remark(requirement, own))}`;
      }),
    ])
    .toArray();
}

/** What is to be said beside a requirement: how many checks stand behind it, or why it has no verdict. */
function remark({ grade }: RequirementReport, checks: readonly CheckReport[]): string {
  const same = checks.filter((check) => check.grade === grade);
  const all = `${checks.length} ${checks.length === 1 ? "check" : "checks"}`;
  const number = same.length === checks.length ? all : `${same.length} of ${all}`;
  if (grade === "conformant" || grade === "offered") return number;
  const reason = same.find((check) => check.reason)?.reason;
  return inert(`${grade}, ${same.length} of ${all}${reason ? `: ${reason.split("\n")[0]}` : ""}`);
}

/** A finding of a run, in full: what is required, what was tested, what was seen, and how to see it again. */
export function renderFinding(check: CheckReport, number: number, run: RunReport, style: Style): string[] {
  const { sign, color } = SIGNS[check.grade];
  const head = ["", `${style(color, `${sign} ${number}  ${check.grade}`)}  ${style("bold", check.id)}`];
  if (check.known) return [...head, `  known     ${indent(inert(knownText(check.known)))}`];
  const requirement = run.requirements.find(({ id }) => id === check.requirement);
  const findings = check.findings.slice(0, MOST_SHOWN);
  const more = check.findings.length - findings.length;
  const circumstance = check.id.split("/")[1] as keyof typeof CIRCUMSTANCES;
  return [
    ...head,
    `  required  ${requirement?.text}`,
    `  source    ${requirement?.source.document}, ${requirement?.source.section}`,
    `  tested    ${CIRCUMSTANCES[circumstance]}`,
    ...(check.reason ? [`  because   ${indent(inert(check.reason))}`] : []),
    ...findings.flatMap(({ at, expected, actual }) => [
      `  at        ${at}`,
      `  expected  ${indent(inert(expected))}`,
      `  actual    ${indent(inert(actual))}`,
    ]),
    ...renderEvidence({ ...check, findings }, style),
    ...(check.log ?? []).map((line, index) =>
      style("gray", `  ${index === 0 ? "log     " : "        "}  ${shorten(inert(line))}`),
    ),
    ...(more > 0 ? [`  and       ${more} more like that (in full in --report json=FILE)`] : []),
    `  again     ${check.reproduce}`,
    ...(check.byHand ?? []).map((line, index) => `  ${index === 0 ? "by hand " : "        "}  ${inert(line)}`),
  ];
}

/** The exchanges that findings are about, as they went over the wire. */
function renderEvidence(check: Pick<CheckReport, "evidence" | "findings">, style: Style): string[] {
  return namedExchanges(check).flatMap(([step, exchange]) => [
    `  ${style("gray", step)}`,
    ...exchangeLines(exchange).map((line) => style("gray", `    ${shorten(line)}`)),
  ]);
}

const LONGEST_LINE = 400;

function shorten(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}… (in full in --report json=FILE)` : line;
}

function indent(text: string): string {
  return text.replaceAll("\n", "\n            ");
}
