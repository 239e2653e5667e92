import { hash } from "node:crypto";
import type { Clock, Random } from "../env.ts";
import type { Store, TokenKind, TokenRecord } from "../store/port.ts";

/** h-mail's own client takes tokens of this length only. It is eight times what a token needs to be unguessable. */
const tokenBytes = 256;

/** Opaque tokens: random, and known to the server by their hash alone. */
export interface Tokens {
  /**
   * Makes a token and remembers its hash.
   *
   * @param expiresAt milliseconds since the Unix epoch, from which on the token is refused
   * @returns the token, in the standard alphabet of base64 with padding
   */
  issue(kind: TokenKind, username: string, expiresAt: number): Promise<string>;
  /** @returns the record of a token of this kind that is good now; undefined for every other string */
  find(kind: TokenKind, token: string): Promise<TokenRecord | undefined>;
  /** @returns whether the string could be a token of this server: canonical base64 of the right length */
  decodes(token: string): boolean;
}

/**
 * Creates tokens over a store, a clock and a source of randomness, which are asked for at each call.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6749.html#section-10.10 RFC 6749 - Credentials-Guessing Attacks}
 * @see {@link https://www.rfc-editor.org/rfc/rfc4648.html#section-3.5 RFC 4648 - Canonical Encoding}
 */
export function createTokens(ports: () => { clock: Clock; random: Random; store: Store }): Tokens {
  return {
    async issue(kind, username, expiresAt) {
      const { random, store } = ports();
      const token = random.bytes(tokenBytes).toString("base64");
      await store.insertToken({ hash: hashOf(token), kind, username, expiresAt });
      return token;
    },
    async find(kind, token) {
      const { clock, store } = ports();
      const record = await store.findToken(hashOf(token));
      return record !== undefined && record.kind === kind && clock.now() < record.expiresAt ? record : undefined;
    },
    decodes(token) {
      const bytes = Buffer.from(token, "base64");
      return bytes.length === tokenBytes && bytes.toString("base64") === token;
    },
  };
}

/**
 * SHA-256 of a token, in base64. A token has too much entropy to be found from its hash, so one fast round without a salt
 * is enough.
 */
export function hashOf(token: string): string {
  return hash("sha256", token, "base64");
}
