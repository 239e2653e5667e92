import { createPublicKey, generateKeyPairSync } from "node:crypto";
import type { Material } from "../kit/jwt/forgery.ts";
import { part, signed } from "../kit/jwt/jws.ts";
import { ownKeys, publicJwk } from "../kit/jwt/own-keys.ts";

export const ISSUER = "api.example";
export const AUDIENCE = "app.example";
export const SUBJECT = "17";

const signingKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const now = Date.now();
const seconds = Math.floor(now / 1000);
const header = part({ alg: "RS256", typ: "JWT", kid: "target-1" });

/** A token as a sound target issues it. */
function issue(claims: object): string {
  const all = { iss: ISSUER, sub: SUBJECT, aud: AUDIENCE, iat: seconds, exp: seconds + 3600, ...claims };
  return signed(header, part(all), "RS256", signingKey);
}

/** What a target with everything declared gives the suite to forge from. */
export const material: Material & Required<Pick<Material, "another" | "publicKey" | "signingKey" | "url">> = {
  token: issue({ jti: "one" }),
  another: issue({ jti: "two" }),
  own: ownKeys(),
  now,
  leewayMs: 0,
  publicKey: { ...publicJwk(signingKey), kid: "target-1", alg: "RS256", use: "sig" },
  publicKeyText: `${String(createPublicKey(signingKey).export({ type: "spki", format: "pem" }))}\n`,
  signingKey,
  audience: AUDIENCE,
  url: "http://127.0.0.1:1/unguessable",
};
