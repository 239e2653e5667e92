import type { Grade } from "../../model/verdict.ts";
import { html, type Markup } from "./markup.ts";

/** How each grade looks, and what it says in a sentence; a sign and a word, never a colour alone. */
export const LOOKS: Readonly<Record<Grade, { sign: string; tone: Tone; says: string }>> = {
  violation: { sign: "✗", tone: "bad", says: "a MUST is broken" },
  "suite-error": { sign: "‼", tone: "bad", says: "a fault of the suite; please report it" },
  deviation: { sign: "≠", tone: "warn", says: "broken, as the target file declares" },
  blocked: { sign: "?", tone: "warn", says: "the check could not get as far as its question" },
  advisory: { sign: "!", tone: "warn", says: "a SHOULD is not followed" },
  conformant: { sign: "✓", tone: "good", says: "as required" },
  offered: { sign: "✓", tone: "good", says: "a MAY that is there" },
  "not-tested": { sign: "–", tone: "quiet", says: "a means of testing is missing" },
  "not-offered": { sign: "–", tone: "quiet", says: "a MAY that is not there" },
  "not-applicable": { sign: "–", tone: "quiet", says: "the target does not have that part" },
};

type Tone = "bad" | "warn" | "good" | "quiet";

/** The sign of a grade, which assistive technology passes over: the word stands beside it. */
export function signOf(grade: Grade): Markup {
  const { sign, tone } = LOOKS[grade];
  return html`<span class="sign ${tone}" aria-hidden="true">${sign}</span>`;
}

/** The word for a grade. */
export function badgeOf(grade: Grade): Markup {
  return html`<span class="badge ${LOOKS[grade].tone}" title="${LOOKS[grade].says}">${grade}</span>`;
}
