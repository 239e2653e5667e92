import type { Header } from "../model/exchange.ts";
import { isPlain, type Part, word } from "./shell.ts";

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
 * A form with secrets in it, a field at a time: curl escapes what a variable holds. Nothing where there is no secret, or
 * where a field is no text that can stand in a line.
 */
export function formData(body: string, split: (text: string) => readonly Part[]): Data | undefined {
  if (!split(body).some(isVariable)) return undefined;
  const options = body.split("&").map((pair) => {
    const parts = split(pair);
    if (!parts.some(isVariable)) return isPlain(pair) ? `--data-raw ${word(parts)}` : undefined;
    const [first] = parts;
    // curl takes what is in front of the first = for the name, and leaves it as it is.
    const name = first && "text" in first ? /^[^=]*=/.exec(first.text)?.[0] : undefined;
    const value = parts.map((part, index) => ("text" in part ? { text: unescaped(part.text, index, name) } : part));
    const isWhole = value.every((part) => isVariable(part) || (part.text !== undefined && isPlain(part.text)));
    return name && isWhole ? `--data-urlencode ${word([{ text: name }, ...(value as Part[])])}` : undefined;
  });
  return options.includes(undefined) ? undefined : { options: options as string[] };
}

function isVariable(part: object): part is { readonly variable: string } {
  return "variable" in part;
}

/** A part of a value as it was before it was escaped; of the first, what is behind the name. */
function unescaped(text: string, index: number, name = ""): string | undefined {
  try {
    return decodeURIComponent(text.slice(index === 0 ? name.length : 0).replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
