import type { JwtSettings } from "../../model/jwt.ts";
import { objectIn, partsOf, verifies } from "./jws.ts";
import { keyOf } from "./public-keys.ts";
import { signingKeyOf } from "./signing-key.ts";

/**
 * What is wrong with declared keys, by a token that the target issued: one message with the remedy, and nothing where
 * they fit. A key that is not the target's would make every forgery prove nothing.
 */
export function keysFit(
  token: string,
  { publicKeys, signingKey }: Pick<JwtSettings, "publicKeys" | "signingKey">,
): string | undefined {
  const [header = "", payload, signature, more] = token.split(".");
  if (!header || !payload || !signature || more !== undefined) {
    return publicKeys || signingKey
      ? "the target's tokens are no signed JWTs: leave publicKey and signingKey out"
      : undefined;
  }
  if (signingKey !== undefined && !verifies(token, signingKeyOf(signingKey))) {
    return `signingKey is not the key of the target's own tokens (${described(token)}): give the one that it signs with`;
  }
  if (publicKeys !== undefined && !publicKeys.some((jwk) => verifies(token, keyOf(jwk)))) {
    return `the target's own tokens (${described(token)}) do not verify with its public key: give the right one as publicKey`;
  }
  return undefined;
}

/** What the header of a token says of its key. */
function described(token: string): string {
  const { alg, kid } = objectIn(partsOf(token).header);
  const named = Object.entries({ alg, kid }).filter(([, value]) => value !== undefined);
  return named
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(", ")
    .slice(0, 100);
}
