import { createHash } from "node:crypto";
import type { HmailAddress, SendHmailPackage, SendHmailRequest } from "@authmark/protocols/hmail/types";
import { fromLittleEndian, renderBigUint } from "./biguint.ts";

/** The address of a user of this server. */
export function addressOf(username: string, domain: string): HmailAddress {
  return `${username}#${domain}`;
}

/** The two parts of an address. */
export function partsOf(address: HmailAddress): { username: string; domain: string } {
  const [username = "", domain = ""] = address.split("#");
  return { username, domain };
}

/** Every address that a mail goes to, in the order in which they are written, repeated ones repeated. */
export function destinationsOf({ hmail, bccs }: SendHmailRequest): HmailAddress[] {
  return [...hmail.recipients, ...hmail.ccs].map(({ address }) => address).concat(bccs);
}

/** Whether an address is named more than once. */
export function hasDuplicates(addresses: readonly HmailAddress[]): boolean {
  return new Set(addresses).size < addresses.length;
}

/**
 * When a new token expires: `lifetime` seconds from now, and not after the token that it comes from.
 *
 * @param now milliseconds since the Unix epoch, as is `noLaterThan` and what is returned
 */
export function expiryOf(now: number, lifetime: number, noLaterThan = Number.MAX_SAFE_INTEGER): number {
  return Math.min(now + Math.round(lifetime * 1000), noLaterThan);
}

/**
 * The number by which a mail is known: SHA-256 of the package as canonical JSON, as a `BigUint`.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8785.html RFC 8785 - JSON Canonicalization Scheme}
 */
export function hashOf(hmail: SendHmailPackage): string {
  return renderBigUint(digestOf(JSON.stringify(hmail, sortMembers)));
}

/** The number that work for a name begins with: SHA-256 of the name as it is sent. */
export function workFor(username: string): bigint {
  return digestOf(username);
}

function digestOf(text: string): bigint {
  return fromLittleEndian(createHash("sha256").update(text).digest());
}

function sortMembers(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
