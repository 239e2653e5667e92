import type { Report, RunReport } from "../../../conformance/model/report.ts";
import { renderFinding } from "../../../conformance/report/console.ts";
import { inert } from "../../../conformance/report/inert.ts";
import { protocolText } from "../../../conformance/report/protocol-text.ts";
import { plain } from "../../../conformance/report/style.ts";
import { verdictLine } from "../../../conformance/report/verdict-line.ts";
import { ENDINGS, type Found, findingsOf } from "./findings.ts";

/** A step's summary may have 1 MiB. */
const MOST_SHOWN = 40;
const LONGEST = 10_000;

/** The summary of a step, in Markdown: the verdict on each target, its notes, and the findings in full. */
export function summaryOf(report: Report | undefined, code: number): string {
  const ending = ENDINGS[code] === undefined ? [] : [`Ended in ${code}: ${ENDINGS[code]}.`];
  const found = report ? findingsOf(report) : [];
  const more = found.length - MOST_SHOWN;
  return [
    "## Authmark",
    ...ending,
    ...(report?.runs ?? []).map((run) => verdictOf(run, report?.interrupted ?? false)),
    ...found.slice(0, MOST_SHOWN).map(details),
    ...(more > 0 ? [`${more} more findings are in the reports.`] : []),
    "",
  ].join("\n\n");
}

function verdictOf(run: RunReport, interrupted: boolean): string {
  const { name, profile } = run.target;
  const which = profile === "default" ? protocolText(run.target) : `${protocolText(run.target)}, profile ${profile}`;
  const notes = run.notes.map((note) => `<li>${inParagraph(note)}</li>`);
  const sign = run.summary.conformant ? "✅" : "❌";
  const list = notes.length > 0 ? `<ul>${notes.join("")}</ul>` : "";
  return `<p>${sign} <b>${inParagraph(name)}</b> (${inParagraph(which)})<br>${inParagraph(verdictLine(run, interrupted))}</p>${list}`;
}

function details({ check, run }: Found, index: number): string {
  const text = renderFinding(check, index + 1, run, plain)
    .join("\n")
    .trim();
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const head = `<summary>${escapeHtml(`${check.grade}: ${check.id}`)}</summary>`;
  return `<details>${head}\n\n<pre>${escapeHtml(shown)}</pre>\n\n</details>`;
}

/** Text in a paragraph of HTML, on one line: an empty line would end that, and begin Markdown. */
function inParagraph(text: string): string {
  return escapeHtml(text).replace(/\s+/g, " ");
}

/** Text that is no markup. */
function escapeHtml(text: string): string {
  return inert(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
