import type { Expiries } from "../store/session-port.ts";

/** How long a session's tokens live. */
export interface Lifetimes {
  /** Lifetime of an access token, in seconds. */
  readonly accessTtl: number;
  /** Lifetime of a refresh token, in seconds. */
  readonly refreshTtl: number;
  /** Whether each refresh begins the refresh token's lifetime anew, or the session ends `refreshTtl` after its login. */
  readonly refreshLifetime: "sliding" | "absolute";
}

/**
 * When a new session's tokens expire. An access token lives shorter than the refresh token beside it: where its own
 * lifetime is not, half as long.
 *
 * @param now milliseconds since the Unix epoch, as is what is returned
 */
export function firstExpiries(
  now: number,
  { accessTtl, refreshTtl }: Lifetimes,
  refresh = after(now, refreshTtl),
): Expiries {
  const access = after(now, accessTtl);
  return { access: access < refresh ? access : now + Math.floor((refresh - now) / 2), refresh };
}

/**
 * When the tokens expire that a session goes on with.
 *
 * @param now milliseconds since the Unix epoch, as is what is returned
 * @param expiresAt when the refresh token expires that they take the place of
 */
export function nextExpiries(now: number, lifetimes: Lifetimes, expiresAt: number): Expiries {
  return firstExpiries(now, lifetimes, lifetimes.refreshLifetime === "absolute" ? expiresAt : undefined);
}

function after(now: number, seconds: number): number {
  return now + Math.round(seconds * 1_000);
}
