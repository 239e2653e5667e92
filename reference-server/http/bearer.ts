/** `Bearer`, one or more spaces, one token68. */
const credentials = /^bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;

/** `Bearer`, and anything after it. */
const attempt = /^bearer +\S/i;

/**
 * Finds the access token in a request's `Authorization` field, and nowhere else: not in the query, not in the body.
 *
 * The scheme is compared without case. Two `Authorization` fields reach this function joined by a comma, which no
 * token68 contains, so that neither of them counts.
 *
 * @returns the token, or undefined where the field is missing, repeated or not of this form
 * @see {@link https://www.rfc-editor.org/rfc/rfc6750.html#section-2.1 RFC 6750 - Authorization Request Header Field}
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110.html#section-11.4 RFC 9110 - Credentials}
 */
export function bearerToken(request: Request): string | undefined {
  return credentials.exec(request.headers.get("authorization") ?? "")?.[1];
}

/** Whether a request's `Authorization` field is there to carry an access token, also one that cannot be read. */
export function sendsBearer(request: Request): boolean {
  return attempt.test(request.headers.get("authorization") ?? "");
}

/**
 * The challenge to a request without a good access token: with an error only where it carries a token.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6750.html#section-3 RFC 6750 - The WWW-Authenticate Response Header Field}
 */
export function challengeTo({ bearerSent }: { readonly bearerSent: boolean }): string {
  return bearerSent ? 'Bearer error="invalid_token"' : "Bearer";
}
