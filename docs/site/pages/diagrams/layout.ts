import type { Diagram } from "./parse.ts";

/** Pixels that a text is wide at most, in the monospaced letters of the drawing. */
export const widthOf = (text: string): number => Math.max(...linesOf(text).map((line) => line.length)) * 7.3;
export const linesOf = (text: string): string[] => text.split(/<br ?\/?>/);

const GAP = 26;
const LEAST = 120;

/** Where each participant's line is, so that what is said between two of them fits between their lines. */
export function placesOf({ actors, lines }: Diagram): { x: ReadonlyMap<string, number>; width: number } {
  const names = [...actors.keys()];
  const half = (name = "") => widthOf(actors.get(name) ?? "") / 2 + 12;
  const x = [half(names[0]) + 6];
  for (let index = 1; index < names.length; index++) {
    x.push(
      Math.max((x[index - 1] ?? 0) + LEAST, (x[index - 1] ?? 0) + half(names[index - 1]) + half(names[index]) + GAP),
    );
  }
  const push = (from: number, by: number) => {
    for (let index = from; by > 0 && index < x.length; index++) x[index] = (x[index] ?? 0) + by;
  };
  let right = 0;
  for (const line of lines) {
    if (line.kind !== "message" && line.kind !== "note") continue;
    const ends = line.kind === "message" ? [line.from, line.to] : line.over;
    const at = ends.map((name) => names.indexOf(name)).toSorted((one, other) => one - other);
    const [first = 0, last = first] = [at[0], at.at(-1)];
    const asks = widthOf(line.text) + GAP;
    if (first !== last) push(last, asks - ((x[last] ?? 0) - (x[first] ?? 0)) - (line.kind === "note" ? 20 : 0));
    else if (line.kind === "message") right = Math.max(right, (x[last] ?? 0) + asks + 20);
    else {
      push(first, asks / 2 - (x[first] ?? 0));
      right = Math.max(right, (x[last] ?? 0) + asks / 2 + 6);
    }
  }
  const width = Math.max(right, (x.at(-1) ?? 0) + half(names.at(-1)) + 6);
  return { x: new Map(names.map((name, index) => [name, x[index] ?? 0])), width };
}
