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

/**
 * The challenge to a request without a good access token: with an error only where it carries a token.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6750.html#section-3 RFC 6750 - The WWW-Authenticate Response Header Field}
 */
export function challengeTo({ bearerSent }: { readonly bearerSent: boolean }): string {
  return bearerSent ? 'Bearer error="invalid_token"' : "Bearer";
}
