import type { Env } from "../../env.ts";
import type { Claims } from "../../jwt/rules.ts";
import type { User } from "../../store/user-port.ts";
import { accountIn } from "./rules.ts";

/** Whose token it is, and what it says. */
export interface Authenticated {
  readonly user: User;
  readonly claims: Claims;
}

/** Finds out whose token a request carries. The account is looked up, so that tokens end with their account. */
export async function authenticate(
  bearer: string | undefined,
  { jwts, store }: Env,
): Promise<Authenticated | undefined> {
  const claims = bearer === undefined ? undefined : await jwts.verify(bearer);
  const id = claims && accountIn(claims.sub);
  const user = id === undefined ? undefined : await store.findUserById(id);
  return claims && user && { user, claims };
}

/**
 * The fields that carry a token, to scripts of other origins as well.
 *
 * @see {@link https://fetch.spec.whatwg.org/#http-access-control-expose-headers Fetch - Access-Control-Expose-Headers}
 */
export function tokenFields(token: string) {
  return {
    "cache-control": "no-store",
    "access-control-expose-headers": "GN-Access-Token",
    "GN-Access-Token": token,
  } as const;
}
