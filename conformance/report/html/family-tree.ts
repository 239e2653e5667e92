import type { Token, Use } from "../tokens/family.ts";
import { html, type Markup } from "./markup.ts";

/** The tokens of a check as a tree: a login, its tokens, what was done with each, and what came of that. */
export function renderFamily(uses: readonly Use[]): Markup | undefined {
  if (uses.length === 0) return undefined;
  return html`<h4>Its tokens</h4><ul class="family">${uses.map(renderUse)}</ul>`;
}

function renderUse(use: Use): Markup {
  const { name, order, outcome, change, found, elsewhere, tokens, times } = use;
  return html`<li class="use${found && " found"}"><span class="event"><span class="mark">${order}.</span>
<span>${ENDS.test(name) && html`<span aria-hidden="true">⊘</span> `}${name}${times > 1 && ` ×${times}`}${change !== undefined && html` <i>(${change})</i>`} → <b>${outcome}</b>${
    elsewhere && html` <span class="of">before this check</span>`
  }${found && html` <span class="here">the finding</span>`}</span></span>
${tokens.length > 0 && html`<ul>${tokens.map(renderToken)}</ul>`}</li>`;
}

function renderToken({ label, uses }: Token): Markup {
  return html`<li class="token"><code>${label}</code>${uses.length > 0 && html`<ul>${uses.map(renderUse)}</ul>`}</li>`;
}

/** Operations whose name says that they end something. */
const ENDS = /logout|revoke|delete|disconnect|changePassword/i;
