import type { ExchangeReport } from "../../model/report.ts";
import { kindOf } from "../kinds.ts";
import { html, type Markup } from "./markup.ts";

/** An exchange as it went over the wire: what was sent, and what came back. */
export function renderExchange(step: string, exchange: ExchangeReport): Markup {
  const { sent, received } = kindOf(exchange.request.kind).lines(exchange);
  return html`<figure class="exchange">
<figcaption>${step} <span class="of">${exchange.outcome}, ${Math.round(exchange.durationMs)} ms</span></figcaption>
<pre class="sent"><span class="unseen">sent: </span>${sent.join("\n")}</pre>
<pre class="received"><span class="unseen">received: </span>${received.join("\n")}</pre>
</figure>`;
}
