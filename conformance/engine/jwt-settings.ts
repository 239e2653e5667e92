import { createPublicKey } from "node:crypto";
import { publicJwk } from "../kit/jwt/own-keys.ts";
import { signingKeyOf } from "../kit/jwt/signing-key.ts";
import type { JwtSettings } from "../model/jwt.ts";
import type { Target } from "../model/target.ts";
import type { Observed } from "./suite.ts";

/**
 * What is known of the JWTs that a target issues. Its public key is the one that its file declares, or else the ones
 * that it publishes, or else what belongs to the key that it signs with; absent where none is known.
 */
export function jwtSettings(
  { jwt: declared = {} }: Pick<Target, "jwt">,
  { publicKeys: published = [] }: Pick<Observed, "publicKeys">,
): JwtSettings {
  if (declared.publicKeys !== undefined) return declared;
  if (published.length > 0) return { ...declared, publicKeys: published };
  const { signingKey } = declared;
  const key = signingKey === undefined ? undefined : signingKeyOf(signingKey);
  // What verifies with the very secret that it was signed with has no public key.
  return key?.type === "private" ? { ...declared, publicKeys: [publicJwk(createPublicKey(key))] } : declared;
}
