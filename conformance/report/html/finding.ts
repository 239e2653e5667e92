import type { CheckReport } from "../../model/report.ts";
import { knownText } from "../known.ts";
import { MOST_SHOWN, namedExchanges } from "../named-exchanges.ts";
import { familyOf } from "../tokens/family.ts";
import type { Lineage } from "../tokens/lineage.ts";
import { renderExchange } from "./exchange.ts";
import { renderFamily } from "./family-tree.ts";
import { html, type Markup } from "./markup.ts";

/** More of what is not a finding's own is in the report in JSON. */
const MOST_OTHERS = 40;

/** What a check found: required and seen, the exchanges, the tokens in them, and how to see it again. */
export function renderFinding(check: CheckReport, lineage: Lineage): Markup {
  const { findings, known, reproduce, byHand = [] } = check;
  const own = namedExchanges(check);
  const steps = new Set(own.map(([step]) => step));
  const others = Object.entries(check.evidence).filter(([step]) => !steps.has(step));
  const [shown, more] = [findings.slice(0, MOST_SHOWN), findings.length - MOST_SHOWN];
  return html`
${shown.map(
  ({ at, expected, actual }) => html`<dl class="finding">
<div><dt>at</dt><dd>${at}</dd></div>
<div><dt>expected</dt><dd>${expected}</dd></div>
<div class="actual"><dt>actual</dt><dd>${actual}</dd></div>
</dl>`,
)}
${more > 0 && html`<p class="reason">${more} more alike; all are in the report in JSON.</p>`}
${known && html`<p class="reason">In the baseline: ${knownText(known)}</p>`}
${renderFamily(familyOf(check, lineage))}
${own.length > 0 && html`<h4>Over the wire</h4>${own.slice(0, MOST_OTHERS).map(([step, exchange]) => renderExchange(step, exchange))}`}
${
  others.length > 0 &&
  html`<details class="others"><summary>${others.length} other ${others.length === 1 ? "exchange" : "exchanges"} of this check</summary>
${others.slice(0, MOST_OTHERS).map(([step, exchange]) => renderExchange(step, exchange))}
${others.length > MOST_OTHERS && html`<p class="reason">${others.length - MOST_OTHERS} more are in the report in JSON.</p>`}</details>`
}
<h4>See it again</h4>
<pre class="command"><code>${reproduce}</code></pre>
${byHand.length > 0 && html`<details class="others"><summary>By hand, without the suite</summary><pre class="command"><code>${byHand.join("\n")}</code></pre></details>`}`;
}
