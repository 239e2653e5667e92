import type { RequirementReport, RunReport } from "../../model/report.ts";
import { GRADES_FROM_WORST, type Grade } from "../../model/verdict.ts";
import { diagnosisText } from "../diagnosis.ts";
import { policyLines } from "../policy-lines.ts";
import { protocolText } from "../protocol-text.ts";
import { worstOf } from "../repetitions.ts";
import { renderRepetitions } from "../repetitions-text.ts";
import { createLineage } from "../tokens/lineage.ts";
import { signOf } from "./grades.ts";
import { html, type Markup } from "./markup.ts";
import { type Place, renderRequirement } from "./requirement.ts";

/**
 * The runs of one target, as the worst of them: what is to be known of it, its findings, and all its requirements.
 *
 * @param verdict its own, where the report is about others as well
 */
export function renderTarget(
  runs: readonly [RunReport, ...RunReport[]],
  number: number,
  verdict: string | undefined,
): Markup {
  const run = worstOf(runs);
  const { target, diagnosis } = run;
  const notes = [...run.notes, ...policyLines(target.policy, target.observedPolicy), ...renderRepetitions(runs)];
  const place: Place = {
    prefix: `t${number}`,
    checks: Map.groupBy(run.checks, ({ requirement }) => requirement),
    lineage: createLineage(run.checks),
  };
  const profile = target.profile !== "default" && html` <span class="of">profile ${target.profile}</span>`;
  return html`<section class="target" aria-labelledby="${place.prefix}">
<h2 id="${place.prefix}">${target.name}${profile}</h2>
<p class="where">${protocolText(target)}, <code>${target.url}</code></p>
${verdict !== undefined && html`<p class="line">${verdict}</p>`}
${diagnosis && html`<p class="diagnosis"><b>Diagnosis.</b> ${diagnosisText(diagnosis)} <a href="${diagnosis.page}">What is known of it</a></p>`}
${notes.filter((note) => note !== "").map((note) => html`<p class="note">${note}</p>`)}
${index(run.requirements, place)}
${areas(run.requirements).map(([area, requirements], at) => renderArea(area, requirements, `${place.prefix}-${at}`, place))}
</section>`;
}

const TO_LOOK_AT: readonly Grade[] = ["suite-error", "violation", "deviation", "blocked", "advisory"];

/** Where to look first: a link to everything that is not as it should be, the worst first. */
function index(requirements: readonly RequirementReport[], { prefix }: Place): Markup | undefined {
  const found = TO_LOOK_AT.flatMap((grade) => requirements.filter((each) => each.grade === grade));
  if (found.length === 0) return undefined;
  const [first, more] = [found.slice(0, MOST_LINKS), found.slice(MOST_LINKS)];
  const links = (those: typeof found) => html`<ol>${those.map((each) => linkTo(each, prefix))}</ol>`;
  return html`<nav class="index" aria-label="Findings"><h3>Where to look</h3>${links(first)}${
    more.length > 0 && html`<details><summary>${more.length} more</summary>${links(more)}</details>`
  }</nav>`;
}

/** More at once would be no help. */
const MOST_LINKS = 30;

function linkTo({ id, grade, text }: RequirementReport, prefix: string): Markup {
  return html`<li>${signOf(grade)}<span><a href="#${prefix}-${id}">${text}</a> <span class="grade">${grade}</span></span></li>`;
}

/** The requirements by the operation that they are stated on. */
function areas(requirements: readonly RequirementReport[]): [string, RequirementReport[]][] {
  return [...Map.groupBy(requirements, ({ operation = "in general" }) => operation)];
}

function renderArea(area: string, requirements: readonly RequirementReport[], id: string, place: Place): Markup {
  const counted = GRADES_FROM_WORST.map(
    (grade) => [grade, requirements.filter((each) => each.grade === grade).length] as const,
  );
  const counts = counted.filter(([, count]) => count > 0).map(([grade, count]) => `${count} ${grade}`);
  return html`<section class="area" aria-labelledby="${id}">
<h3 id="${id}">${area} <span class="of">${counts.join(", ")}</span></h3>
${requirements.map((requirement) => renderRequirement(requirement, place))}
</section>`;
}
