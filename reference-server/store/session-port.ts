import type { Account } from "./port.ts";

/** When a session's two tokens expire, in milliseconds since the Unix epoch; from then on they are no longer good. */
export interface Expiries {
  readonly access: number;
  readonly refresh: number;
}

/** A session's two tokens by their hashes: SHA-256, in base64. */
export interface TokenHashes {
  readonly access: string;
  readonly refresh: string;
}

/** Whose session an access token is of, and when the token expires, in milliseconds since the Unix epoch. */
export interface AccessRecord {
  readonly username: string;
  readonly expiresAt: number;
}

/** The exchange of a session's tokens for others. */
export interface Rotation {
  /** The hash of the refresh token that is to be exchanged. */
  readonly spent: string;
  readonly next: TokenHashes;
  /** When the request arrived, by the same clock as `answeredBy`. */
  readonly arrivedAt: number;
  /** Milliseconds since the Unix epoch, by the clock that expiries are set by. */
  readonly now: number;
  /** Decides when the next tokens expire, from when the refresh token before them does. */
  readonly expiriesOf: (expiresAt: number) => Expiries;
  /**
   * Tells when the exchange counts as answered unless `answerRotation` is called. It is asked inside the operation, so that
   * the time of waiting for others is over.
   */
  readonly answeredBy: () => number;
}

/**
 * Why a refresh token is not exchanged.
 *
 * `unknown`: it is none. `ended`: its session has ended. `raced`: it was exchanged by a request that was not answered
 * when this one arrived. `reused`: it was, so that somebody else may have the token; its session ends with that. `expired`: its time is over.
 */
export type RotationRefusal = "unknown" | "ended" | "raced" | "reused" | "expired";

/**
 * What became of a logout. `unknown`: the access token is none. `mismatched`: the refresh token is of another session, and
 * nothing changes. `ended`: the session has ended, now or before.
 */
export type Ending = "unknown" | "mismatched" | "ended";

/**
 * Sessions and their tokens. A token that was exchanged or has expired still identifies its session, and so does every
 * token of a session that has ended, until the session's last refresh token expires and it is deleted.
 */
export interface SessionStore {
  /**
   * Adds a session with its first tokens.
   *
   * @returns whether it was added; not where the account is gone by now, or has another password
   */
  beginSession(account: Account, tokens: TokenHashes, expiries: Expiries): Promise<boolean>;
  /** Finds an access token that is its session's current one, expired or not, of a session that has not ended. */
  findAccess(hash: string): Promise<AccessRecord | undefined>;
  /** Exchanges a session's tokens, or ends the session where the refresh token is used again. */
  rotateSession(rotation: Rotation): Promise<Expiries | RotationRefusal>;
  /** Notes when an exchange was answered, by the clock of its request's arrival. */
  answerRotation(spent: string, at: number): Promise<void>;
  /** Ends the session that an access token is of. A refresh token that is unknown does not hinder it. */
  endSession(tokens: TokenHashes): Promise<Ending>;
}
