import type { Account } from "./port.ts";
import type { Profile } from "./profile-port.ts";

/** A pair of codes by their hashes: SHA-256, in base64. */
export interface PairHashes {
  readonly identifier: string;
  readonly renewal: string;
}

/** What is kept of a new pair beside the hashes. */
export interface PairTerms {
  /** The address of the client that it was made for. */
  readonly address: string;
  /** Milliseconds since the Unix epoch, from which on the pair is no longer good. */
  readonly expiresAt: number;
}

/** A pair of codes, and whose it is. */
export interface PairRecord extends PairTerms {
  readonly profile: Profile;
}

/** Pairs of codes that take the place of each other. */
export interface CodeStore {
  /**
   * Adds a pair.
   *
   * @returns whether it was added; not where the account is gone by now, or has another password
   */
  insertPair(account: Account, hashes: PairHashes, terms: PairTerms): Promise<boolean>;
  /** Finds a pair by its identifier code, expired or not. */
  findPair(identifier: string): Promise<PairRecord | undefined>;
  /**
   * Puts a new pair in the place of one that is good at `now`, in milliseconds since the Unix epoch: of several that ask
   * for it at once, one gets it.
   *
   * @returns whose it is; undefined where no pair has both codes, or it has expired, and then nothing changes
   */
  replacePair(spent: PairHashes, next: PairHashes, terms: PairTerms, now: number): Promise<Profile | undefined>;
  /** Deletes all pairs of a user, and counts that as a revocation. */
  deletePairs(username: string): Promise<void>;
}
