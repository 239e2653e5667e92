/**
 * Finds the value that a JSON Pointer names.
 *
 * @returns the value, or `undefined` where there is none
 * @see [RFC 6901 - JavaScript Object Notation (JSON) Pointer](https://www.rfc-editor.org/rfc/rfc6901.html)
 */
export function valueAt(document: unknown, pointer: string): unknown {
  if (pointer === "") return document;
  if (!pointer.startsWith("/")) return undefined;
  let value = document;
  for (const segment of pointer.slice(1).split("/")) {
    const key = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    if (Array.isArray(value) && !/^\d+$/.test(key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** Deeper than any answer that is meant to be read. */
const DEEPEST_POINTER = 16;

/** The pointers to every value in a document that holds no others, in its order; an empty object or list is one. */
export function pointersIn(document: unknown, at = "", depth = 0): string[] {
  const members = typeof document === "object" && document !== null ? Object.entries(document) : [];
  if (members.length === 0 || depth === DEEPEST_POINTER) return [at];
  return members.flatMap(([key, value]) => pointersIn(value, `${at}/${escaped(key)}`, depth + 1));
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The JSON value of a text, or `undefined` for a text that is no JSON, or beyond all reason. */
export function parseJson(text: string): unknown {
  if (isUnreasonable(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Deeper than any protocol nests, and not so deep that walking through it could overflow a stack. */
const DEEPEST = 100;
/** More arrays and objects than a long list has, and not so many that reading them takes its time and memory. */
const MOST = 20_000;

/** Reads every answer of a run, so it keeps nothing of what it reads. */
function isUnreasonable(text: string): boolean {
  let depth = 0;
  let count = 0;
  if (text.length <= DEEPEST) return false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === "[" || character === "{") {
      depth++;
      count++;
      if (depth > DEEPEST || count > MOST) return true;
    } else if (character === "]" || character === "}") depth--;
  }
  return false;
}

/** Where the string that begins at a place ends; brackets in it open nothing. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}
