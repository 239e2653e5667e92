import type { PublicKey } from "@authmark/protocols/getnative/types";
import type { NamedKey } from "../../jwt/keyring.ts";

/**
 * Spells a key as it is published, with its public members alone.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7518.html#section-6.3.1 RFC 7518 - Parameters for RSA Public Keys}
 */
export function publicKeyOf({ kid, key }: NamedKey): PublicKey {
  const { n = "", e = "" } = key.export({ format: "jwk" });
  return { kty: "RSA", use: "sig", alg: "RS256", kid, n, e };
}
