import type { Random } from "../model/ports.ts";

/**
 * A token with one character in its middle changed for another that hex and base64 have, so that it stands for other
 * bytes: another case is the same in hex, and the last bits of base64 may be ignored.
 */
export function altered(token: string): string {
  const middle = Math.floor(token.length / 2);
  const changed = ["A", "B", "Q"].map((other) => token.slice(0, middle) + other + token.slice(middle + 1));
  const differing = changed.filter((candidate) => candidate.toLowerCase() !== token.toLowerCase());
  return differing.find((candidate) => !sameInBase64(candidate, token)) ?? differing[0] ?? token;
}

function sameInBase64(one: string, other: string): boolean {
  return Buffer.from(one, "base64url").equals(Buffer.from(other, "base64url"));
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

/** The bytes that a token encodes, read as the densest of hex, base64 and base64url that it is written in. */
export function decoded(token: string): Uint8Array {
  if (/^([0-9a-f]{2})+$/i.test(token)) return Buffer.from(token, "hex");
  const body = token.replace(/=+$/, "");
  return Buffer.from(body, "base64url");
}

/** In how many places two byte strings hold the same. */
export function sharedPositions(one: Uint8Array, other: Uint8Array): number {
  return one.filter((byte, index) => byte === other[index]).length;
}
