import type { Secret } from "../engine/secrets.ts";
import { looksLikeToken } from "../kit/looks-like-token.ts";
import { showBasic } from "./basic.ts";
import { spellings } from "./spellings.ts";

/** Replaces what must not leave a run. */
export type Redact = (text: string) => string;

/** Shorter values, and words of the wire, stand in too many places that are no secret: only as a whole value. */
const SHORTEST_ANYWHERE = 6;

/**
 * Creates the replacement of every secret by its label, however it is written: raw, percent-, form-, base64-, HTML- or
 * JSON-escaped, or as a part between dots. What merely looks like a token, and is not registered, is masked.
 *
 * @param wireNames names of members and fields; a secret that equals one is replaced only as a whole value
 */
export function createRedactor(secrets: readonly Secret[], wireNames: ReadonlySet<string>): Redact {
  const index: Index = new Map();
  const [values, names]: [Values, Values] = [new Map(), new Map()];
  const isAnywhere = (value: string) => value.length >= SHORTEST_ANYWHERE && !wireNames.has(value);
  for (const { value, label, holds, alone } of secrets) {
    // What the suite put around a secret is told best by itself, beside the label of the secret.
    if (holds !== undefined && isAnywhere(holds) && value.length - holds.length <= LONGEST_AROUND) continue;
    if (alone || !isAnywhere(value)) {
      const alike = wireNames.has(value) ? names : values;
      for (const spelling of spellings(value)) if (!alike.has(spelling)) alike.set(spelling, label);
    } else {
      for (const spelling of spellings(value)) enter(index, [spelling, label, holds === undefined]);
    }
  }
  for (const alike of index.values()) alike.sort(([one], [other]) => other - one);
  const replaceValues = wholeValues(values, names);
  const replaceIn = (text: string, isWhole: boolean) => replaceValues(replaceIndexed(text, index, isWhole));
  const replace: Redact = (text) => replaceIn(text, false);
  const replaceWhole: Redact = (text) => replaceIn(text, true);
  return (text) => maskTokens(replace(showBasic(text, replace, replaceWhole)));
}

/** More than so many characters around a secret say nothing to a reader. */
const LONGEST_AROUND = 64;

/**
 * What to replace by what: by how it begins, then by its length, the longest first, then by itself. JWTs all begin alike,
 * so that to compare a text with each of them would take minutes.
 */
type Index = Map<number, [length: number, entries: Map<string, Entry>][]>;
type Entry = [spelling: string, label: string, mayBreakOff: boolean];

function enter(index: Index, entry: Entry): void {
  const [spelling] = entry;
  const { length } = spelling;
  if (length < SHORTEST_ANYWHERE) return;
  const key = beginningAt(spelling, 0);
  const alike = index.get(key) ?? [];
  index.set(key, alike);
  const entries = alike.find(([each]) => each === length)?.[1] ?? new Map<string, Entry>();
  if (entries.size === 0) alike.push([length, entries]);
  if (!entries.has(spelling)) entries.set(spelling, entry);
}

/**
 * Replaces every indexed spelling, the longest that fits at a place, in one pass; also one that is cut at the end,
 * unless the text is whole.
 */
function replaceIndexed(text: string, index: Index, isWhole: boolean): string {
  let result = "";
  let from = 0;
  for (let at = 0; at <= text.length - SHORTEST_ANYWHERE; at++) {
    const hit = hitAt(text, at, index, isWhole);
    if (!hit) continue;
    result += text.slice(from, at) + hit[1];
    from = at + hit[0].length;
    at = from - 1;
  }
  return result + text.slice(from);
}

/** Apart from the search itself, whose closure is made only where there is something to search. */
function hitAt(text: string, at: number, index: Index, isWhole: boolean): Entry | undefined {
  const alike = index.get(beginningAt(text, at));
  return alike && longestAt(text, at, alike, isWhole);
}

/** The longest that fits, or else one that the text breaks off in. */
function longestAt(text: string, at: number, alike: NonNullable<ReturnType<Index["get"]>>, isWhole: boolean) {
  for (const [length, entries] of alike) {
    const whole = entries.get(text.slice(at, at + length));
    if (whole) return whole;
  }
  const rest = text.length - at;
  if (isWhole) return undefined;
  for (const [length, entries] of alike) {
    if (length <= rest) return undefined;
    for (const entry of entries.values()) if (entry[2] && entry[0].startsWith(text.slice(at))) return entry;
  }
  return undefined;
}

/** A number for how a text goes on at a place. A slice would do, but is asked for at every character of a run. */
function beginningAt(text: string, at: number): number {
  let number = 0;
  for (let next = at; next < at + SHORTEST_ANYWHERE; next++) number = (31 * number + text.charCodeAt(next)) | 0;
  return number;
}

/** Labels, by what they stand for where that is a whole value. */
type Values = Map<string, string>;

/**
 * Creates the replacement of whole values. One pattern has all of them: a server that makes short codes has thousands,
 * and a pattern for each would cost a report minutes.
 */
function wholeValues(values: Values, names: Values): Redact {
  const replaceAll = (those: Values, isName: boolean): Redact => {
    if (those.size === 0) return (text) => text;
    const pattern = asWholeValue(those.keys(), isName);
    return (text) => text.replace(pattern, (value) => those.get(value) ?? value);
  };
  const [replaceValue, replaceName] = [replaceAll(values, false), replaceAll(names, true)];
  return (text) => replaceName(replaceValue(text));
}

/** Values between quotes, of a parameter, behind a scheme, or alone; the name of a member is left as it is. */
function asWholeValue(values: Iterable<string>, isName: boolean): RegExp {
  const any = Array.from(values, (value) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const quoted = `(?<=")(?:${any})(?=\\\\*"${isName ? "(?!\\s*:)" : ""})`;
  const parameter = `(?<==)(?:${any})(?=[&;\\s"'\\\\]|$)`;
  const alone = `(?<=^(?:\\w+ +)?)(?:${any})(?=\\s*$)`;
  return new RegExp([quoted, parameter, alone].join("|"), "g");
}

// `{40}` and `*`, not `{40,}`: for that the engine remembers every place that it may have to go back to.
const LONG = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*|[A-Za-z0-9+/_-]{40}[A-Za-z0-9+/_-]*={0,2}/g;

function maskTokens(text: string): string {
  return text.replace(LONG, (token) => (looksLikeToken(token) ? masked(token) : token));
}

/** What stands for a value that nobody registered. */
export function masked(token: string): string {
  return `‹${token.length} characters that look like a token›`;
}
