import type { Random } from "../model/ports.ts";

/** Which byte of a token is altered. */
const PLACES = {
  start: () => 0,
  middle: (length: number) => Math.floor(length / 2),
  end: (length: number) => length - 1,
};

/** How bytes are written down as a token, and read again. */
const WRITINGS: readonly { read(token: string): Buffer; write(bytes: Buffer): string }[] = [
  { read: (token) => Buffer.from(token, "hex"), write: (bytes) => bytes.toString("hex") },
  { read: (token) => Buffer.from(token, "base64"), write: (bytes) => bytes.toString("base64") },
  { read: (token) => Buffer.from(token, "base64"), write: (bytes) => bytes.toString("base64").replace(/=+$/, "") },
  { read: (token) => Buffer.from(token, "base64url"), write: (bytes) => bytes.toString("base64url") },
  { read: (token) => Buffer.from(token, "base64url"), write: padded },
];

function padded(bytes: Buffer): string {
  const text = bytes.toString("base64url");
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

/**
 * A token with one bit changed of the bytes that it stands for, or of the last part of one that has parts; of one that
 * is written in no known way, a character. Changing the text alone might change nothing: hex has no case, and base64
 * may ignore its last bits.
 */
export function altered(token: string, place: keyof typeof PLACES = "middle"): string {
  const parts = token.split(".");
  const last = parts.at(-1) ?? "";
  if (parts.length > 1 && last !== "") return [...parts.slice(0, -1), altered(last, place)].join(".");
  const writing = WRITINGS.find(({ read, write }) => token !== "" && write(read(token)) === token);
  if (writing === undefined) {
    const at = PLACES[place](token.length);
    return token.slice(0, at) + (/a/i.test(token[at] ?? "") ? "B" : "A") + token.slice(at + 1);
  }
  const bytes = writing.read(token);
  const at = PLACES[place](bytes.length);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x80, at);
  return writing.write(bytes);
}

/** A JWT with one bit of its claims changed, and its signature as it was; any other token with its first byte changed. */
export function alteredClaims(token: string): string {
  const [header = "", claims, ...rest] = token.split(".");
  return claims === undefined ? altered(token, "start") : [header, altered(claims), ...rest].join(".");
}

/** The first half of a token. */
export function truncated(token: string): string {
  return token.slice(0, Math.floor(token.length / 2));
}

/** A token as long as the given one, and drawn at random: standard base64, padded as the given one is. */
export function likeBase64(token: string, random: Random): string {
  const digits = token.replace(/=+$/, "").length;
  const drawn = Buffer.from(random.bytes(Math.floor((digits * 3) / 4))).toString("base64");
  return drawn.replace(/=+$/, "").padEnd(digits, "A").padEnd(token.length, "=");
}

/**
 * A token with its letters in other case, all but the last of its characters: of base64, that one may stand for bits
 * which only one of its cases has as they must be (RFC 4648 §3.5). Of hexadecimal digits the case says nothing; a token
 * of those has a bit changed in its place.
 */
export function tokenInOtherCase(token: string): string {
  if (/^[\da-f-]+$/i.test(token)) return altered(token);
  const end = token.replace(/=+$/, "").length - 1;
  return inOtherCase(token.slice(0, Math.max(0, end))) + token.slice(Math.max(0, end));
}

/** A text with all its letters in other case. */
export function inOtherCase(text: string): string {
  return Array.from(text, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  ).join("");
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The bytes that a token encodes, read as the densest of UUID, hex, base64 and base64url that it is written in. */
export function decoded(token: string): Uint8Array {
  if (UUID.test(token)) return Buffer.from(token.replaceAll("-", ""), "hex");
  if (/^([0-9a-f]{2})+$/i.test(token)) return Buffer.from(token, "hex");
  const body = token.replace(/=+$/, "");
  return Buffer.from(body, "base64url");
}

/** Whether bytes are the first few of them again and again. */
export function isPeriodic(bytes: Uint8Array): boolean {
  const periods = Array.from({ length: Math.floor(bytes.length / 2) }, (_, index) => index + 1);
  return periods.some((period) => bytes.every((byte, index) => byte === bytes[index % period]));
}

/** Fewer random bytes than these are numbers in a row too often by chance. */
const ENOUGH_TO_COUNT = 8;

/** The positions, from 0, at which all byte strings hold the same, or numbers in a row. */
export function constantPositions(all: readonly Uint8Array[]): number[] {
  const shortest = Math.min(...all.map(({ length }) => length));
  return Array.from({ length: shortest }, (_, position) => position).filter((position) => {
    const values = all.map((bytes) => bytes[position] ?? 0).toSorted((one, other) => one - other);
    const [first = 0] = values;
    const counts = values.length >= ENOUGH_TO_COUNT && values.every((value, index) => value === first + index);
    return counts || values.every((value) => value === first);
  });
}

/** The length of the longest run of bytes that two byte strings both hold. */
export function sharedRun(one: Uint8Array, other: Uint8Array): number {
  let longest = 0;
  // How long the runs are that end at each byte of the other one; from the last to the first, a run is read before it is
  // written over.
  const runs = new Uint16Array(other.length + 1);
  for (const byte of one) {
    for (let index = other.length; index > 0; index--) {
      const length = byte === other[index - 1] ? (runs[index - 1] ?? 0) + 1 : 0;
      runs[index] = length;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}

/** A value in JSON, or compressed behind a dot, when it was signed, and its MAC of 20 bytes or more: as Flask and Django sign. */
const SIGNED = /^(\.?)([\w-]+)[.:][\w-]+[.:]([\w-]{27,})$/;

/**
 * The part of a token that nobody can foresee: of one that is signed what its issuer's key makes of the rest (RFC 7515
 * §3.1, RFC 7516 §3.1), of any other token all of it.
 */
export function drawnPart(token: string): string {
  const [header = "", ...parts] = token.split(".");
  const isJose = (parts.length === 2 || parts.length === 4) && /^eyJ/.test(header);
  if (isJose) return parts.slice(parts.length === 2 ? 1 : 2).join("");
  const [, compressed, value = "", mac] = SIGNED.exec(token) ?? [];
  return mac !== undefined && (compressed === "." || isJson(value)) ? mac : token;
}

function isJson(base64url: string): boolean {
  try {
    JSON.parse(Buffer.from(base64url, "base64url").toString("utf8"));
    return true;
  } catch {
    return false;
  }
}

/**
 * The label for people, and for scanners of leaks, that stands in front of all these tokens, such as `ory_at_`, `glpat-`
 * or `v4.local.`: words, perhaps with a version, and what sets them apart.
 */
export function sharedLabel([first = "", ...others]: readonly string[]): string {
  if (others.length === 0) return "";
  const differs = (_: string, index: number) => others.some((token) => token[index] !== first[index]);
  const common = first.slice(0, Math.max(0, Array.from(first).findIndex(differs)));
  return /^(?:[A-Za-z]{1,12}\d?[_.:-])+/.exec(common)?.[0] ?? "";
}

/** A token with the characters of its middle half in the opposite order: as many of each as before. */
export function reordered(token: string): string {
  const [from, to] = [Math.floor(token.length / 4), Math.floor((3 * token.length) / 4)];
  const turned = Array.from(token.slice(from, to)).reverse().join("");
  return token.slice(0, from) + turned + token.slice(to);
}
