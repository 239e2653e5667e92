import type { Header } from "../model/exchange.ts";
import { isPlain, type Part, printf, word } from "./shell.ts";

/** A body as curl is given it. */
export interface Data {
  /** What goes before the command. */
  readonly pipe?: string;
  readonly options: readonly string[];
}

/** Whether a request carries a form. */
export function isForm({ headers }: { readonly headers: readonly Header[] }): boolean {
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return /^application\/x-www-form-urlencoded\b/i.test(type.trim());
}

/**
 * A form with secrets in it, a field at a time: curl escapes what a variable holds. One whose text cannot stand in a
 * line, such as a NUL, which no variable holds either, comes through a pipe. Nothing where there is no secret, or where
 * several fields are so.
 */
export function formData(body: string, split: (text: string) => readonly Part[]): Data | undefined {
  if (!split(body).some(isVariable)) return undefined;
  const pipes: string[] = [];
  const options = body.split("&").map((pair) => {
    const parts = split(pair);
    if (!parts.some(isVariable)) return isPlain(pair) ? `--data-raw ${word(parts)}` : undefined;
    const [first] = parts;
    // curl takes what is in front of the first = for the name, and leaves it as it is.
    const name = first && "text" in first ? /^[^=]*=/.exec(first.text)?.[0] : undefined;
    const value = parts.map((part, index) => ("text" in part ? { text: unescaped(part.text, index, name) } : part));
    if (!name || !value.every(isKnown)) return undefined;
    if (value.every((part) => isVariable(part) || isPlain(part.text))) {
      return `--data-urlencode ${word([{ text: name }, ...value])}`;
    }
    pipes.push(`${printf(value, "utf8")} | `);
    return `--data-urlencode ${word([{ text: `${name.slice(0, -1)}@-` }])}`;
  });
  if (!options.every((option) => option !== undefined) || pipes.length > 1) return undefined;
  return { options, ...(pipes[0] !== undefined && { pipe: pipes[0] }) };
}

function isVariable(part: object): part is { readonly variable: string } {
  return "variable" in part;
}

function isKnown(part: Part | { readonly text: undefined | string }): part is Part {
  return isVariable(part) || part.text !== undefined;
}

/** A part of a value as it was before it was escaped; of the first, what is behind the name. */
function unescaped(text: string, index: number, name = ""): string | undefined {
  try {
    return decodeURIComponent(text.slice(index === 0 ? name.length : 0).replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
