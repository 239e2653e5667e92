/** A JSON Web Key as plain data (RFC 7517 §4). */
export interface Jwk {
  readonly kty: string;
  readonly kid?: string;
  readonly [member: string]: unknown;
}

/** What is known of the JWTs that a target issues: what its file declares, and what it publishes itself. */
export interface JwtSettings {
  readonly issuer?: string;
  readonly audience?: string;
  /** The keys that its tokens verify with; without private members. */
  readonly publicKeys?: readonly Jwk[];
  /** The public key as its file spells it, in PEM: some verifiers take that very text for the key of an HMAC. */
  readonly publicKeyText?: string;
  /** What it signs with: a private key in PEM (PKCS#8), or the text of a shared secret. It is a secret of the run. */
  readonly signingKey?: string;
}
