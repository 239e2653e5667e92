import type { RunReport } from "../../model/report.ts";
import { GRADES_FROM_WORST } from "../../model/verdict.ts";
import { html, type Markup } from "./markup.ts";

const LEVELS = ["MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY"] as const;

/** What chooses among the requirements; hidden until the script is there that does so. */
export function renderFilter(targets: readonly (readonly RunReport[])[]): Markup {
  const requirements = targets.flat().flatMap((run) => run.requirements);
  const grades = new Set(requirements.map(({ grade }) => grade));
  const levels = new Set(requirements.map(({ level }) => level));
  return html`<form class="filter" role="search" aria-label="Requirements" hidden>
<label class="search">Search <input type="search" name="text" autocomplete="off" placeholder="a word, or an id"></label>
<label>Grade <select name="grade"><option value="">all</option>${options(GRADES_FROM_WORST.filter((grade) => grades.has(grade)))}</select></label>
<label>Level <select name="level"><option value="">all</option>${options(LEVELS.filter((level) => levels.has(level)))}</select></label>
<button type="reset">Show all</button>
<output role="status"></output>
</form>`;
}

function options(values: readonly string[]): Markup[] {
  return values.map((value) => html`<option>${value}</option>`);
}
