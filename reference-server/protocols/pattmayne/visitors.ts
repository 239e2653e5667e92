import type { Env } from "../../env.ts";
import type { CommonSession } from "../../store/grant-port.ts";

/** The auth app's own cookies, as a request carries them. */
export interface OwnCookies {
  readonly jwt?: string | undefined;
  readonly refresh_token?: string | undefined;
}

/** Whose cookies a request carries. */
export interface Visitor {
  readonly session: CommonSession;
  /** Whether the signed token has expired, and a refresh token stands in for it. */
  readonly isRenewed: boolean;
  /** The refresh token, where it is good. */
  readonly refresh: string | undefined;
}

/**
 * Finds out whose cookies a request carries. A signed token ends with its session, which a logout deletes; an expired one needs
 * a good refresh token of the same session beside it. Good tokens of two users are nobody's.
 *
 * @returns undefined for a guest
 */
export async function identify({ jwt, refresh_token }: OwnCookies, env: Env): Promise<Visitor | undefined> {
  const token = jwt === undefined ? undefined : await env.siteJwts.read(jwt);
  if (token === undefined) return undefined;
  const { claims, isExpired } = token;
  const session = claims.sid === undefined ? undefined : await env.store.findCommonSession(claims.sid);
  if (session === undefined || String(session.user.id) !== claims.sub) return undefined;
  const other = refresh_token === undefined ? undefined : await env.grants.findOwn(refresh_token);
  if (other !== undefined && other.id !== session.id) return undefined;
  if (isExpired && other === undefined) return undefined;
  return { session, isRenewed: isExpired, refresh: other && refresh_token };
}

/** Signs a token for the user of a session, which it does not outlive. */
export function signFor({ id, expiresAt, user }: CommonSession, { siteJwts }: Env): Promise<string> {
  return siteJwts.issue({ sub: String(user.id), username: user.username, role: user.role, sid: id }, expiresAt);
}
