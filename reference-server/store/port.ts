import type { AttemptStore } from "./attempt-port.ts";
import type { ClientStore } from "./client-port.ts";
import type { CodeStore } from "./code-port.ts";
import type { GrantStore } from "./grant-port.ts";
import type { KeyStore } from "./key-port.ts";
import type { MemberStore } from "./member-port.ts";
import type { ProfileStore } from "./profile-port.ts";
import type { SessionStore } from "./session-port.ts";
import type { StateStore } from "./state-port.ts";
import type { UserStore } from "./user-port.ts";

/** A user of the server. */
export interface Account {
  readonly username: string;
  /** In PHC format, never the password. */
  readonly passwordHash: string;
}

/** What a token is good for. */
export type TokenKind = "access" | "refresh";

/** What is kept of a token, which is everything but the token. */
export interface TokenRecord {
  /** SHA-256 of the token, in base64. */
  readonly hash: string;
  readonly kind: TokenKind;
  readonly username: string;
  /** Milliseconds since the Unix epoch, from which on the token is no longer good. */
  readonly expiresAt: number;
}

/** What is kept of an open challenge. */
export interface Challenge {
  /** The product of the factors, by which the challenge is found. */
  readonly modulus: bigint;
  /** Two primes that never leave the server. */
  readonly factors: readonly [bigint, bigint];
  /** Milliseconds since the Unix epoch, from which on the challenge is no longer good. */
  readonly expiresAt: number;
}

/** Which of an account's two lists of mails. */
export type Box = "inbox" | "outbox";

/** One owner's copy of a mail. */
export interface Mail {
  readonly owner: string;
  readonly box: Box;
  /** Milliseconds since the Unix epoch. */
  readonly receivedAt: number;
  /** The mail itself, as JSON that its protocol reads and writes. */
  readonly content: string;
}

/** A mail with the number that the store gave it, higher than that of every earlier one. */
export interface NumberedMail extends Mail {
  readonly id: number;
}

/** Which mails to list: those of one box up to and including the number `until`, at most `limit` of them. */
export interface MailQuery {
  readonly owner: string;
  readonly box: Box;
  readonly until: number;
  readonly limit: number;
}

/** What outlives a request. Each method is one atomic operation; names and hashes are compared exactly. */
export interface Store
  extends SessionStore,
    UserStore,
    ProfileStore,
    CodeStore,
    KeyStore,
    MemberStore,
    ClientStore,
    GrantStore,
    AttemptStore,
    StateStore {
  /** @returns whether the account was added; where its name is taken, nothing changes */
  insertAccount(account: Account): Promise<boolean>;
  findAccount(username: string): Promise<Account | undefined>;
  /**
   * Gives an account another password, and deletes all of its tokens, sessions and pairs of codes.
   *
   * @returns whether there is such an account
   */
  replacePassword(account: Account): Promise<boolean>;
  /**
   * Deletes an account with its tokens, sessions, pairs of codes and mails.
   *
   * @returns whether there was such an account
   */
  deleteAccount(username: string): Promise<boolean>;
  /** Adds a token. Where its account is gone nothing is added, as if the account had been deleted a moment later. */
  insertToken(token: TokenRecord): Promise<void>;
  findToken(hash: string): Promise<TokenRecord | undefined>;
  /** Adds a challenge, and deletes the oldest ones where there are more than `capacity` then. */
  insertChallenge(challenge: Challenge, capacity: number): Promise<void>;
  /** Deletes a challenge and gives it to the caller: of several that ask for it at once, one gets it. */
  takeChallenge(modulus: bigint): Promise<Challenge | undefined>;
  /**
   * Deletes the tokens, sessions, pairs of codes, challenges, logins that were tried and logins under way that are over at `now`, in milliseconds since the Unix epoch.
   * Of common sessions their own browsers' and mailed tokens go, and codes a day later, so that a second use is seen; a
   * session stays with the last token of each client, which can still be exchanged when its user is back.
   */
  deleteExpired(now: number): Promise<void>;
  /** Adds all of the copies, or none; one whose owner is gone is left out, as if the owner had gone a moment later. */
  insertMails(mails: readonly Mail[]): Promise<void>;
  /** @returns the mails that the query asks for, newest first */
  listMails(query: MailQuery): Promise<NumberedMail[]>;
  close(): Promise<void>;
}
