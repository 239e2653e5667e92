import type { Session } from "../../engine/session.ts";
import { objectIn, part, partsOf, signed } from "../../kit/jwt/jws.ts";
import { signingKeyOf } from "../../kit/jwt/signing-key.ts";
import { CannotTest } from "../../model/errors.ts";

/**
 * A token that the target's own secret has signed, with some claims otherwise than a good one has them; only for checks
 * that need `signing-key`. A claim that is undefined is left out.
 *
 * @param how what it is, as reports say it behind the good token's label: `expired`
 */
export function resigned(
  { jwt, derived }: Pick<Session, "jwt" | "derived">,
  good: string,
  claims: Readonly<Record<string, unknown>>,
  how: string,
): string {
  if (jwt.signingKey === undefined) throw new CannotTest("nothing says what the target signs with: signingKey");
  const { header, payload } = partsOf(good);
  const token = signed(header, part({ ...objectIn(payload), ...claims }), "HS256", signingKeyOf(jwt.signingKey));
  derived(good, token, how);
  return token;
}

/** A token like a good one whose exp was over an hour ago. */
export function expired(session: Pick<Session, "jwt" | "derived" | "targetNow" | "leewayMs">, good: string): string {
  const exp = Math.floor((session.targetNow() - session.leewayMs) / 1000) - 3600;
  return resigned(session, good, { exp, iat: exp - 60, nbf: undefined }, "expired");
}
