/** What a sequence diagram says, a line each: who there is, who tells whom what, notes, and frames around lines. */
export type Line =
  | {
      readonly kind: "message";
      readonly from: string;
      readonly to: string;
      readonly text: string;
      readonly reply: boolean;
    }
  | { readonly kind: "note"; readonly over: readonly string[]; readonly text: string }
  | { readonly kind: "begin"; readonly word: string; readonly text: string }
  | { readonly kind: "else"; readonly text: string }
  | { readonly kind: "end" };

export interface Diagram {
  /** The names of who takes part, by the short one that the lines use. */
  readonly actors: ReadonlyMap<string, string>;
  readonly lines: readonly Line[];
}

const FORMS: readonly (readonly [RegExp, (found: readonly string[]) => Line])[] = [
  [
    /^(\w+)(--?)>>(\w+): (.+)$/,
    ([, from = "", dash, to = "", text = ""]) => ({ kind: "message", from, to, text, reply: dash === "--" }),
  ],
  [
    /^Note over (\w+(?:, ?\w+)?): (.+)$/,
    ([, over = "", text = ""]) => ({ kind: "note", over: over.split(/, ?/), text }),
  ],
  [/^(loop|alt|opt) (.+)$/, ([, word = "", text = ""]) => ({ kind: "begin", word, text })],
  [/^else (.+)$/, ([, text = ""]) => ({ kind: "else", text })],
  [/^end$/, () => ({ kind: "end" })],
];

/**
 * Reads a sequence diagram in the part of Mermaid's language that the guides use.
 * @throws Error naming the line that is none of these
 */
export function parseDiagram(text: string): Diagram {
  const [first, ...rest] = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (first !== "sequenceDiagram") throw new Error(`${first}: only a sequenceDiagram is drawn.`);
  const actors = new Map<string, string>();
  const lines: Line[] = [];
  for (const line of rest) {
    const [, short, name] = /^participant (\w+) as (.+)$/.exec(line) ?? [];
    if (short && name) actors.set(short, name);
    else lines.push(parseLine(line, actors));
  }
  return { actors, lines };
}

function parseLine(line: string, actors: ReadonlyMap<string, string>): Line {
  for (const [pattern, read] of FORMS) {
    const found = pattern.exec(line);
    if (!found) continue;
    const parsed = read(found);
    const named = parsed.kind === "message" ? [parsed.from, parsed.to] : parsed.kind === "note" ? parsed.over : [];
    const unknown = named.find((name) => !actors.has(name));
    if (unknown) throw new Error(`${line}: there is no participant ${unknown}.`);
    return parsed;
  }
  throw new Error(`${line}: no line of a sequence diagram that is drawn here.`);
}
