import { errors, type JWTHeaderParameters, jwtVerify, SignJWT } from "jose";
import type { Clock, Random } from "../env.ts";
import type { Keyring } from "./keyring.ts";
import type { Claims, JwtRules, JwtSettings } from "./rules.ts";

const idBytes = 16;

/** Signed tokens: whoever has a public key can verify them, and this server remembers none. */
export interface Jwts {
  /** Signs a token for an account. */
  issue(sub: string): Promise<string>;
  /** Signs a token that says the same as one that was verified, and lives from now on. */
  renew(claims: Claims): Promise<string>;
  /** @returns what a token says that is good now; undefined for every other string */
  verify(token: string): Promise<Claims | undefined>;
}

/**
 * Creates signed tokens over keys, rules, a clock and a source of randomness, which are asked for at each call.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc7515.html RFC 7515 - JSON Web Signature}
 */
export function createJwts(
  ports: () => { clock: Clock; random: Random; keyring: Keyring; jwtRules: JwtRules },
  settings: JwtSettings,
): Jwts {
  const sign = async ({ iss, sub, aud }: Claims) => {
    const { clock, random, keyring, jwtRules } = ports();
    const { kid, key } = await keyring.signing();
    const times = jwtRules.times(settings, clock.now());
    // Two tokens of one second differ by their ids.
    const jti = random.bytes(idBytes).toString("base64url");
    const payload = { iss, sub, aud: typeof aud === "string" ? aud : [...aud], ...times, jti };
    return new SignJWT(payload).setProtectedHeader({ alg: "RS256", typ: "JWT", kid }).sign(key);
  };
  /** One of this server's own keys; where a token names none, the one that signs. */
  const keyFor = async ({ kid }: JWTHeaderParameters) => {
    const keys = await ports().keyring.verifying();
    const named = kid === undefined ? keys[0] : keys.find((each) => each.kid === kid);
    if (named === undefined) throw new errors.JWKSNoMatchingKey();
    return named.key;
  };

  return {
    issue: (sub) => sign({ iss: settings.issuer, sub, aud: settings.audience }),
    renew: sign,
    async verify(token) {
      const { clock, jwtRules } = ports();
      try {
        const options = jwtRules.verification(settings, clock.now());
        const { protectedHeader, payload } = await jwtVerify(token, keyFor, options);
        return jwtRules.acceptsHeader(protectedHeader) ? jwtRules.readClaims(payload) : undefined;
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
