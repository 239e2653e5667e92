import type { Secret } from "../engine/secrets.ts";

/** Replaces what must not leave a run. */
export type Redact = (text: string) => string;

/** Shorter values, and words of the wire, stand in too many places that are no secret: only as a whole value. */
const SHORTEST_ANYWHERE = 6;

/**
 * Creates the replacement of every secret by its label, however it is written: raw, percent-, form-, base64- or
 * JSON-escaped, or as a part of a JWT. What merely looks like a token, and is not registered, is masked.
 *
 * @param wireNames names of members and fields; a secret that equals one is replaced only as a quoted value
 */
export function createRedactor(secrets: readonly Secret[], wireNames: ReadonlySet<string>): Redact {
  const index = new Map<string, [pattern: string, replacement: string][]>();
  const add = (pattern: string, replacement: string) => {
    if (pattern === "") return;
    const key = pattern.slice(0, SHORTEST_ANYWHERE);
    index.set(key, [...(index.get(key) ?? []), [pattern, replacement]]);
  };
  const values: [quoted: string, label: string][] = [];
  for (const { value, label } of secrets) {
    if (value.length < SHORTEST_ANYWHERE || wireNames.has(value)) {
      values.push([JSON.stringify(value), label]);
    } else {
      for (const written of writings(value)) add(written, label);
    }
  }
  for (const entries of index.values()) entries.sort(([one], [other]) => other.length - one.length);
  return (text) => maskTokens(replaceValues(replaceIndexed(text, index), values));
}

/** Every way in which a value is written down somewhere. */
function writings(value: string): Set<string> {
  const bytes = Buffer.from(value, "utf8");
  const jwtParts = /^[\w-]+\.[\w-]+\.[\w-]*$/.test(value) ? value.split(".").filter((part) => part.length > 16) : [];
  const all = [
    value,
    JSON.stringify(value).slice(1, -1),
    JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1),
    encodeURIComponent(value.toWellFormed()),
    new URLSearchParams([["", value]]).toString().slice(1),
    bytes.toString("base64"),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    ...jwtParts,
  ];
  return new Set(all.filter((written) => written.length >= SHORTEST_ANYWHERE));
}

/** Replaces every indexed pattern, the longest that fits at a place, in one pass. */
function replaceIndexed(text: string, index: ReadonlyMap<string, readonly [string, string][]>): string {
  let result = "";
  let from = 0;
  for (let at = 0; at <= text.length - SHORTEST_ANYWHERE; at++) {
    const hit = index.get(text.slice(at, at + SHORTEST_ANYWHERE))?.find(([pattern]) => text.startsWith(pattern, at));
    if (!hit) continue;
    result += text.slice(from, at) + hit[1];
    from = at + hit[0].length;
    at = from - 1;
  }
  return result + text.slice(from);
}

/** Replaces values that are quoted, and no names of members. */
function replaceValues(text: string, values: readonly [string, string][]): string {
  return values.reduce((replaced, [quoted, label]) => {
    const parts = replaced.split(quoted);
    return parts.reduce((left, right) => left + (/^\s*:/.test(right) ? quoted : JSON.stringify(label)) + right);
  }, text);
}

const LOOKS_LIKE_A_TOKEN = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*|[A-Za-z0-9+/_-]{40,}={0,2}/g;

function maskTokens(text: string): string {
  return text.replace(LOOKS_LIKE_A_TOKEN, (token) =>
    new Set(token).size < 8 ? token : `‹${token.length} characters that look like a token›`,
  );
}
