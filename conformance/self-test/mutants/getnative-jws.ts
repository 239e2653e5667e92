import { createPrivateKey, type KeyObject, sign, verify } from "node:crypto";
import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { Claims } from "@authmark/reference-server/jwt/rules";
import { AUDIENCE, ISSUER } from "../signing.ts";
import { jwts } from "./getnative-parts.ts";
import { encoded, type Members, type Read, read } from "./jws.ts";

/** Signs a token by RSA, whatever its header says. */
export function signed(header: object, claims: object, key: KeyObject, hash = "sha256"): string {
  const input = `${encoded(header)}.${encoded(claims)}`;
  return `${input}.${sign(hash, Buffer.from(input), key).toString("base64url")}`;
}

/** Whether a key has signed what was read. */
export function isSigned({ input, signature }: Read, key: KeyObject, hash = "sha256"): boolean {
  return verify(hash, input, key, signature);
}

/** Whether one of a server's own keys has signed it. */
export async function isOwn(token: Read, { keyring }: Env): Promise<boolean> {
  return (await keyring.verifying()).some(({ key }) => isSigned(token, key));
}

/** What each claim has to be for a token to be good; each can be left out or replaced. */
const GOOD: Readonly<Record<string, (value: unknown, now: number) => boolean>> = {
  iss: (iss) => iss === ISSUER,
  aud: (aud) => [aud].flat().includes(AUDIENCE),
  exp: (exp, now) => typeof exp === "number" && exp * 1000 > now,
  nbf: (nbf, now) => nbf === undefined || Number(nbf) * 1000 <= now,
};

/** How a server looks at the claims of the tokens that it should not take. */
export type Looks = Readonly<Partial<Record<"iss" | "aud" | "exp" | "nbf", (value: unknown, now: number) => boolean>>>;

/** What a token says, where its claims are right as far as a server looks at them. */
function claimsIn({ claims }: Read, now: number, looks: Looks): Claims | undefined {
  const { sub, iss = ISSUER, aud = AUDIENCE } = claims;
  const isGood = Object.entries({ ...GOOD, ...looks }).every(([name, is]) => is(claims[name], now));
  return isGood && typeof sub === "string" ? { sub, iss: String(iss), aud: aud as string | string[] } : undefined;
}

/**
 * A server that takes more tokens than it should: those of which `is` is true, and whose claims are right as far as it
 * looks at them.
 */
export function taking(
  is: (token: Read, env: Env, text: string) => unknown,
  looks: Looks = {},
  readText: (text: string) => Read | undefined = read,
): Seams {
  return jwts((good, env) => ({
    async verify(text) {
      const claims = await good.verify(text);
      const token = claims === undefined ? readText(text) : undefined;
      if (token === undefined || !(await is(token, env, text))) return claims;
      return claimsIn(token, env.clock.now(), looks);
    },
  }));
}

/** A server that takes tokens of its own that say something else than they should. */
export function takingOwn(is: (token: Read) => boolean, looks: Looks = {}): Seams {
  return taking(async (token, env) => is(token) && isRs256(token) && (await isOwn(token, env)), looks);
}

const isRs256 = ({ header, parts }: Read) => header["alg"] === "RS256" && parts.length === 3;

/** A token before it is signed. */
export interface Unsigned {
  readonly header: Members;
  readonly claims: Members;
}

/** What is known where a token is issued. */
export interface Issuing {
  readonly env: Env;
  /** The token that it takes the place of, if it does. */
  readonly before: string | undefined;
  /** Signs as the server does. */
  sign(token: Unsigned): string;
}

/**
 * A server that issues other tokens in the place of sound ones, and takes each of them as it would take the sound one:
 * what is wrong about it is what it says, and nothing else.
 */
export function issuing(change: (sound: Unsigned, more: Issuing, text: string) => string | Promise<string>): Seams {
  const originals = new Map<string, string>();
  const texts = new WeakMap<Claims, string>();
  return jwts((good, env) => {
    const reissue = async (original: string, before: string | undefined) => {
      const { header = {}, claims = {} } = read(original) ?? {};
      const { key } = await env.keyring.signing();
      const sign = (token: Unsigned) => signed(token.header, token.claims, key);
      const text = await change({ header, claims }, { env, before, sign }, original);
      originals.set(text, original);
      return text;
    };
    return {
      issue: async (sub) => reissue(await good.issue(sub), undefined),
      renew: async (claims) => reissue(await good.renew(claims), texts.get(claims)),
      async verify(text) {
        const claims = await good.verify(originals.get(text) ?? text);
        if (claims) texts.set(claims, text);
        return claims;
      },
    };
  });
}

/** A server whose tokens have other claims. */
export function claiming(change: (claims: Members, more: Issuing) => Members): Seams {
  return issuing(({ header, claims }, more) => more.sign({ header, claims: { ...claims, ...change(claims, more) } }));
}

/** A server whose tokens have another header. */
export function heading(change: (header: Members) => Members): Seams {
  return issuing(({ header, claims }, { sign }) => sign({ header: { ...header, ...change(header) }, claims }));
}

export const keyIn = (pem: string): KeyObject => createPrivateKey(pem);
