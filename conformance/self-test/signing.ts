import { generateKeyPairSync } from "node:crypto";
import { administer } from "@authmark/reference-server/accounts/administer";
import { rotateSigning } from "@authmark/reference-server/jwt/prepare";
import type { Clock } from "../model/ports.ts";
import type { ProtocolId } from "../model/requirement.ts";
import type { Hook, Target } from "../model/target.ts";
import { WITH_JWTS } from "../targets/jwt-schema.ts";

/** What a reference server and the suite are told alike of the JWTs that it issues. */
export interface Signing {
  readonly issuer: string;
  readonly audience: string;
  /** The private key, PKCS #8 in PEM. */
  readonly signingKey: string;
}

/** Who the tokens of reference servers are from, and for, where the suite is told. */
export const ISSUER = "https://auth.example";
export const AUDIENCE = "https://api.example";

let made: string | undefined;

/** A key for reference servers; made once a process, since an RSA key takes its time. */
function signingKey(): string {
  made ??= generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;
  return made;
}

/** How a reference server signs the tokens of a protocol; nothing where they are no JWTs. */
export function signingOf(protocol: ProtocolId): Signing | undefined {
  if (!WITH_JWTS.includes(protocol)) return undefined;
  return { issuer: ISSUER, audience: AUDIENCE, signingKey: signingKey() };
}

/** What the suite is told of that: the tokens themselves, how long they live, and how to have another key sign. */
export function toldOf(
  signing: Signing | undefined,
  store: string,
  accessTtl: number,
  clock: Pick<Clock, "now">,
): Pick<Target, "jwt" | "lifetimes"> & { readonly hooks: Readonly<Record<string, Hook>> } {
  if (!signing) return { lifetimes: { leewayMs: 0 }, hooks: {} };
  const rotate = () => administer(store, async (env) => void (await rotateSigning({ ...env, clock }, undefined)));
  return {
    jwt: signing,
    lifetimes: { accessMs: 1000 * accessTtl, leewayMs: 0 },
    hooks: { "rotate-key": rotate },
  };
}
