import { inert } from "./inert.ts";

/**
 * Text in a line of Markdown: nothing in it is emphasis, a link, a mention, markup or the end of a table's cell. What
 * links by itself is broken by a character that is not seen.
 */
export function mdText(text: string): string {
  return escaped(text).replace(/&#64;|\b(?:https?|ftp|mailto)(?=:)|\bwww(?=\.)/gi, "$&&#8203;");
}

/** Text as code in a line, where nothing links by itself. */
export function mdCode(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

/** Lines as they are, in a fence that none of them can close. */
export function mdBlock(lines: readonly string[]): string[] {
  const text = inert(lines.join("\n")).toWellFormed();
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...text.split("\n"), fence];
}

function escaped(text: string): string {
  return inert(text)
    .toWellFormed()
    .replaceAll("\n", " ")
    .replace(/[\\`*_{}[\]<>#!|~@&$]/g, (character) => `&#${character.codePointAt(0)};`);
}
