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
const DEEPEST = 16;

/** The pointers to every value in a document that holds no others, in its order; an empty object or list is one. */
export function pointersIn(document: unknown, at = "", depth = 0): string[] {
  const members = typeof document === "object" && document !== null ? Object.entries(document) : [];
  if (members.length === 0 || depth === DEEPEST) return [at];
  return members.flatMap(([key, value]) => pointersIn(value, `${at}/${escaped(key)}`, depth + 1));
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The JSON value of a text, or `undefined` for a text that is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
