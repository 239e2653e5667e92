import { createPublicKey, type KeyObject } from "node:crypto";
import type { Jwk } from "../../model/jwt.ts";

/** The members of a JWK that are public, of the key types that sign (RFC 7518 §6, RFC 8037 §2). */
const PUBLIC_MEMBERS: ReadonlySet<string> = new Set(["kty", "kid", "use", "alg", "key_ops", "n", "e", "crv", "x", "y"]);
/** The members that only whoever signs may know. */
const PRIVATE_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] as const;

/** The names of the private members that a JWK has. */
export function privateMembersOf(jwk: object): string[] {
  return PRIVATE_MEMBERS.filter((name) => Object.hasOwn(jwk, name));
}

/**
 * The keys in a JWK Set, or the one that a JWK is (RFC 7517 §4, §5); those that this process can verify with, without
 * any private member.
 */
export function publicKeysIn(value: unknown): Jwk[] {
  if (typeof value !== "object" || value === null) return [];
  const { keys = [value] } = value as { readonly keys?: unknown };
  return Array.isArray(keys) ? keys.flatMap((key: unknown) => usable(key) ?? []) : [];
}

function usable(value: unknown): Jwk | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  // In their own order: the text of a key may be taken for a secret.
  const members = Object.keys(value).filter((name) => PUBLIC_MEMBERS.has(name));
  const jwk = Object.fromEntries(members.map((name) => [name, (value as Jwk)[name]])) as Jwk;
  try {
    keyOf(jwk);
    return jwk;
  } catch {
    return undefined;
  }
}

/** The key that a public JWK stands for. */
export function keyOf(jwk: Jwk): KeyObject {
  return createPublicKey({ key: { ...jwk }, format: "jwk" });
}

/**
 * Every way in which a verifier may have an RSA public key at hand, as the bytes that an HMAC would be keyed with.
 *
 * @param text the key as its file spells it
 */
export function spellingsOf(jwk: Jwk, text?: string): readonly (readonly [name: string, bytes: Buffer])[] {
  const key = keyOf(jwk);
  const pem = (type: "spki" | "pkcs1") => String(key.export({ type, format: "pem" }));
  const binary = (type: "spki" | "pkcs1") => Buffer.from(key.export({ type, format: "der" }));
  const modulus = String(jwk["n"] ?? "");
  const [spki, pkcs1] = [pem("spki"), pem("pkcs1")];
  const { kty, n, e } = jwk;
  const rows: readonly (readonly [string, string | Buffer])[] = [
    ["PEM", spki],
    ["PEM without its last line break", spki.trimEnd()],
    ["PEM with the line breaks of Windows", spki.replaceAll("\n", "\r\n")],
    ["the base64 of PEM", spki.replace(/-----[^-]+-----|\n/g, "")],
    ["PEM without line breaks", spki.replaceAll("\n", "")],
    ["PKCS#1 PEM", pkcs1],
    ["PKCS#1 PEM without its last line break", pkcs1.trimEnd()],
    ["DER", binary("spki")],
    ["PKCS#1 DER", binary("pkcs1")],
    ["JWK", JSON.stringify(jwk)],
    ["JWK Set", JSON.stringify({ keys: [jwk] })],
    ["JWK of three members", JSON.stringify({ kty, n, e })],
    ["JWK in the order of its thumbprint", JSON.stringify({ e, kty, n })],
    ["modulus", Buffer.from(modulus, "base64url")],
    ["modulus as text", modulus],
    ...(text === undefined ? [] : [["text of its file", text] as const]),
  ];
  const all = rows.map(([name, value]) => [name, Buffer.from(value as string)] as const);
  return all.filter(([, bytes], index) => all.findIndex(([, other]) => other.equals(bytes)) === index);
}
