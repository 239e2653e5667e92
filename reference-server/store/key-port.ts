/** A key pair that tokens are signed with, in PEM. */
export interface KeyPair {
  /** The name by which tokens refer to it. */
  readonly kid: string;
  /** PKCS #8. */
  readonly privateKey: string;
  /** SPKI. */
  readonly publicKey: string;
}

/** What is kept of a key pair. The private half goes when the key no longer signs. */
export interface KeyRecord extends Omit<KeyPair, "privateKey"> {
  readonly privateKey: string | null;
  /** When it ceased to sign, in milliseconds since the Unix epoch; null for the key that signs. */
  readonly retiredAt: number | null;
}

/** The keys of a server. At most one of the pairs signs. */
export interface KeyStore {
  /** Adds a key that signs, unless there is one: of several that are added at once, one stays. */
  insertFirstKey(key: KeyPair): Promise<void>;
  /** Makes a key the one that signs, and retires the one before. */
  replaceKey(key: KeyPair, now: number): Promise<void>;
  /** @returns all keys, the one that signs first */
  listKeys(): Promise<KeyRecord[]>;
  /**
   * Keeps a secret to sign with, unless there is one of that name: of several that are given at once, one stays.
   *
   * @returns the one that stays
   */
  keepSecret(name: string, secret: Buffer): Promise<Buffer>;
}
