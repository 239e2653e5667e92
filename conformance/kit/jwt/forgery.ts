import type { KeyObject } from "node:crypto";
import type { Need } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Jwk } from "../../model/jwt.ts";
import type { Content } from "../../model/ports.ts";
import { type Algorithm, isAlgorithm, objectIn, type Parts, part, partsOf, signed } from "./jws.ts";
import type { OwnKeys } from "./own-keys.ts";

/** What tokens are forged from. */
export interface Material {
  /** A good token, as the target issued it: a compact JWS. */
  readonly token: string;
  /** Another good token, with other claims. */
  readonly another?: string;
  readonly own: OwnKeys;
  /** Milliseconds since the epoch, by the target's clock. */
  readonly now: number;
  /** Milliseconds by which a verifier may take a token longer than its expiry says. */
  readonly leewayMs: number;
  /** The public key that the token verifies with, and how its file spells it. */
  readonly publicKey?: Jwk;
  readonly publicKeyText?: string;
  /** What the target signs with: a private key, or a secret one. */
  readonly signingKey?: KeyObject;
  /** What tokens are issued for, as the target declares it. */
  readonly audience?: string;
  /** Where the suite offers what the row `offers`. */
  readonly url?: string;
}

/** A token of the suite's own making. */
export interface Forged {
  readonly token: string;
  /** What it is, as it stands behind the label of the good token: `alg none`. */
  readonly how: string;
}

/** One way to forge tokens, under the name of its circumstance. */
export interface Forgery {
  /** What is sent, for people. */
  readonly says: string;
  readonly needs: readonly Need[];
  /** Set where it takes another good token. */
  readonly ofTwo?: true;
  /** Set where the tokens name a URL: what is to be found there. */
  offers?(material: Material): Content;
  forge(material: Material): readonly Forged[];
}

/** What a row takes from the material because it says that it needs it. */
export function given<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`A forgery uses ${what}, and there is none.`);
  return value;
}

/** The good token, read. */
export interface Good extends Parts {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

export function goodOf({ token }: Pick<Material, "token">): Good {
  const parts = partsOf(token);
  return { ...parts, headers: objectIn(parts.header), claims: objectIn(parts.payload) };
}

/** The claims of the good token under another header, signed by another key. */
export function underHeader(
  good: Good,
  header: Readonly<Record<string, unknown>>,
  algorithm: Algorithm,
  key: KeyObject | Buffer,
): string {
  return signed(part(header), good.payload, algorithm, key);
}

/**
 * A token that the target's own key has signed, with its own algorithm.
 *
 * @param payload the claims, or a JSON text
 * @param header what the header says beside, or in place of, what the good one does
 * @throws CannotTest where the suite does not know the algorithm
 */
export function rightlySigned(material: Material, payload: object | string, header: object = {}): string {
  const { headers } = goodOf(material);
  const { alg } = headers;
  if (!isAlgorithm(alg)) throw new CannotTest("the suite cannot sign by the algorithm of the target's tokens");
  return signed(part({ ...headers, ...header }), part(payload), alg, given(material.signingKey, "the signing key"));
}

/** Tokens that the target's own key has signed, with other claims than the good one's: how each is called, and what. */
export function claiming(
  material: Material,
  rows: readonly (readonly [how: string, change: Readonly<Record<string, unknown>>])[],
): readonly Forged[] {
  const { claims } = goodOf(material);
  // A member that is undefined is in no JSON.
  return rows.map(([how, change]) => ({ how, token: rightlySigned(material, { ...claims, ...change }) }));
}
