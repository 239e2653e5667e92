import { CIRCUMSTANCES } from "../../catalogue/circumstances.ts";
import type { CheckReport, RequirementReport } from "../../model/report.ts";
import type { Lineage } from "../tokens/lineage.ts";
import { renderFinding } from "./finding.ts";
import { badgeOf, LOOKS, signOf } from "./grades.ts";
import { html, type Markup } from "./markup.ts";

/** Where a requirement stands: what ids in the page begin with, and what its target's run has for it. */
export interface Place {
  readonly prefix: string;
  readonly checks: ReadonlyMap<string, readonly CheckReport[]>;
  readonly lineage: Lineage;
}

/** A requirement: its sentence and grade, and, when it is opened, where it is from and what became of each check. */
export function renderRequirement({ id, level, grade, text, source }: RequirementReport, place: Place): Markup {
  const checks = place.checks.get(id) ?? [];
  return html`<details class="requirement" data-grade="${grade}" data-level="${level}">
<summary>${signOf(grade)}<span class="sentence">${text}<span class="id">${id}</span></span>${badgeOf(grade)}</summary>
<div class="body" id="${place.prefix}-${id}">
<p class="source"><b>${level}</b>, from ${source.document}, ${source.section}</p>
${checks.map((check) => renderCheck(check, place.lineage))}
</div>
</details>
`;
}

function renderCheck(check: CheckReport, lineage: Lineage): Markup {
  const [, circumstance = ""] = check.id.split("/");
  const tested = CIRCUMSTANCES[circumstance as keyof typeof CIRCUMSTANCES] ?? circumstance;
  const reason = check.reason && html`<p class="reason">${check.reason}</p>`;
  // There may be thousands of these, so each is made of little.
  if (check.findings.length === 0) {
    return html`<p class="check tested">${tested} <code class="id">${check.id}</code> <b class="${LOOKS[check.grade].tone}">${check.grade}</b></p>${reason}`;
  }
  const name = html`${signOf(check.grade)}<span class="tested">${tested}<span class="id">${check.id}</span></span>${badgeOf(check.grade)}`;
  return html`<article class="check found" aria-label="${check.id}"><div class="name">${name}</div>${reason}
${renderFinding(check, lineage)}</article>`;
}
