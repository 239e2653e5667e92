import type { Report } from "../../../conformance/model/report.ts";
import { inert } from "../../../conformance/report/inert.ts";
import { ENDINGS, type Found, findingsOf } from "./findings.ts";

/** GitHub shows ten of a kind for a step, and none of what comes after. */
const MOST_SHOWN = 10;

/** The workflow commands that show what came of a run beside the job: an error for what counts, warnings for the rest. */
export function annotationsOf(report: Report | undefined, code: number): string[] {
  const found = report ? findingsOf(report) : [];
  const endings =
    ENDINGS[code] === undefined ? [] : [command("error", "Authmark", `It ended in ${code}: ${ENDINGS[code]}.`)];
  const errors = [...endings, ...found.filter(({ counts }) => counts).map((each) => annotation("error", each))];
  const warnings = found.filter(({ counts }) => !counts).map((each) => annotation("warning", each));
  return [...atMost(errors, "error"), ...atMost(warnings, "warning")];
}

function atMost(commands: readonly string[], kind: "error" | "warning"): readonly string[] {
  if (commands.length <= MOST_SHOWN) return commands;
  const shown = commands.slice(0, MOST_SHOWN - 1);
  const more = `${commands.length - shown.length} more are in the summary and in the reports.`;
  return [...shown, command(kind, "Authmark", more)];
}

function annotation(kind: "error" | "warning", { check, run }: Found): string {
  const required = run.requirements.find(({ id }) => id === check.requirement)?.text ?? "";
  const seen = check.findings.map(({ at, expected, actual }) => `${at}: expected ${expected}, was ${actual}`);
  const lines = [required, ...(check.reason ? [check.reason] : []), ...seen, `again: ${check.reproduce}`];
  return command(kind, `${check.grade}: ${check.id} (${run.target.name})`, lines.join("\n"));
}

/** A workflow command; nothing in its title or its message can end it, or begin another. */
function command(kind: "error" | "warning", title: string, message: string): string {
  const property = escapeData(inert(title)).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return `::${kind} title=${property}::${escapeData(inert(message))}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
