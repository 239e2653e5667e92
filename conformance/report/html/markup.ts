import { inert } from "../inert.ts";

/** What is markup already: its text is not escaped again. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can stand in markup: text is escaped, markup is not, and nothing is nothing. */
export type Part = Markup | string | number | false | undefined | readonly Part[];

/**
 * Makes markup of a template: every value in it that is no markup itself is made inert and escaped, so that it can stand
 * in text and between the quotes of an attribute.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((before, text, index) => before + written(parts[index - 1]) + text));
}

/** Markup as text. */
export function written(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "string" || typeof part === "number") return escaped(String(part));
  return part.map(written).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

function escaped(text: string): string {
  return inert(text)
    .toWellFormed()
    .replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}
