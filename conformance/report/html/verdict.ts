import type { Report, RunReport } from "../../model/report.ts";
import type { Grade } from "../../model/verdict.ts";
import { GRADES_FROM_WORST } from "../../model/verdict.ts";
import { spoken } from "../duration-text.ts";
import { isExcepted, verdictLine } from "../verdict-line.ts";
import { LOOKS, signOf } from "./grades.ts";
import { html, type Markup } from "./markup.ts";

/** The verdict of all runs, how much of it was shown, and of what it was made. */
export function renderVerdict(report: Report, targets: readonly (readonly RunReport[])[]): Markup {
  const line = verdictLine(report, report.interrupted);
  const colon = line.indexOf(":");
  const { verified, total } = report.summary.musts;
  return html`
<p class="product">Authmark report</p>
<h1 class="${toneOf(report)}">${line.slice(0, colon)}</h1>
<p class="line">${line.slice(colon + 2)}</p>
<p class="verified"><progress max="${Math.max(total, 1)}" value="${verified}" aria-label="MUSTs verified"></progress>
<span>${verified} of ${total} MUSTs verified</span></p>
<ul class="counts" aria-label="Requirements by grade">${counts(report.summary.requirements)}</ul>
<dl class="facts">
${fact("Tested", names(targets))}
${fact("When", html`<time datetime="${report.startedAt}">${report.startedAt.slice(0, 19).replace("T", " ")} UTC</time>`)}
${fact("Took", spoken(report.durationMs))}
${fact("Suite", report.suite.version)}
${fact("Seed", String(report.seed))}
</dl>`;
}

function toneOf(report: Report): string {
  if (report.summary.conformant) return "good";
  return isExcepted(report) ? "warn" : "bad";
}

function counts(summary: Readonly<Partial<Record<Grade, number>>>): Markup[] {
  return GRADES_FROM_WORST.filter((grade) => summary[grade]).map(
    (grade) =>
      html`<li>${signOf(grade)} <b>${summary[grade]}</b> <span title="${LOOKS[grade].says}">${grade}</span></li>`,
  );
}

function fact(name: string, value: string | Markup): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** The names of what was tested, each once: a target's profiles share its name. */
export function names(targets: readonly (readonly RunReport[])[]): string {
  return [...new Set(targets.flat().map(({ target }) => target.name))].join(", ");
}
