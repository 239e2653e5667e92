/**
 * How long something still lives, as a client is told: whole seconds, and never more than is left.
 *
 * @param expiresAt milliseconds since the Unix epoch, as is `now`
 */
export function secondsLeft(expiresAt: number, now: number): number {
  return Math.max(0, Math.floor((expiresAt - now) / 1_000));
}

/**
 * How long a browser keeps a token's cookie: no shorter than the token lives.
 *
 * @param expiresAt milliseconds since the Unix epoch, as is `now`
 * @returns seconds
 */
export function maxAgeOf(expiresAt: number, now: number): number {
  return Math.ceil((expiresAt - now) / 1_000);
}
