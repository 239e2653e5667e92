/**
 * When a JWT expires, by its own claim, whatever its signature is worth.
 *
 * @returns milliseconds since the epoch; undefined for what is no JWT, or says nothing of it
 * @see {@link https://www.rfc-editor.org/rfc/rfc7519.html#section-4.1.4 RFC 7519 - "exp" (Expiration Time) Claim}
 */
export function expiryInJwt(token: unknown): number | undefined {
  const { exp } = claimsOf(token) ?? {};
  return typeof exp === "number" ? exp * 1000 : undefined;
}

/** The claims of a JWT, unverified; undefined for what is none. */
export function claimsOf(token: unknown): Readonly<Record<string, unknown>> | undefined {
  const [, payload, signature] = typeof token === "string" ? token.split(".") : [];
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null ? { ...claims } : undefined;
  } catch {
    return undefined;
  }
}
