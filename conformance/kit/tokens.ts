import type { Random } from "../model/ports.ts";

/** A token with one character in its middle changed for another of the same kind: the last bits may be ignored. */
export function altered(token: string): string {
  const middle = Math.floor(token.length / 2);
  const replacement = token[middle] === "A" ? "B" : "A";
  return token.slice(0, middle) + replacement + token.slice(middle + 1);
}

/** The first half of a token. */
export function truncated(token: string): string {
  return token.slice(0, Math.floor(token.length / 2));
}

/** A token as long as the given one, and drawn at random: standard base64 with padding. */
export function likeBase64(token: string, random: Random): string {
  return Buffer.from(random.bytes(Buffer.from(token, "base64").length)).toString("base64");
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
