import type { Member } from "./member-port.ts";
import type { Account } from "./port.ts";

/** The name of the auth app among its clients. Each browser has a refresh token of its own there. */
export const ownClient = "auth_site";

/** The session that a user has at all clients in common. It begins with a login, and its number is never another's. */
export interface CommonSession {
  readonly id: number;
  /** Milliseconds since the Unix epoch, from which on no token of it is good any more. */
  readonly expiresAt: number;
  readonly user: Member;
}

/** A refresh token, and the session that it is of. */
export interface RefreshGrant {
  readonly clientId: string;
  /** Milliseconds since the Unix epoch, from which on the token is no longer good. */
  readonly expiresAt: number;
  readonly session: CommonSession;
}

/** A new one-time code, by its hash. */
export interface NewCode {
  readonly hash: string;
  readonly clientId: string;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** What a browser is given: the auth app's own refresh token, by its hash, and a code for a client. */
export interface BrowserGrants {
  readonly own?: string | undefined;
  readonly code?: NewCode | undefined;
}

/** A login by a password. */
export interface Entry extends BrowserGrants {
  readonly account: Account;
  /** When the user's session expires from now on, in milliseconds since the Unix epoch, as is `now`. */
  readonly expiresAt: number;
  readonly now: number;
}

/** The redemption of a code. All but the times are hashes and names. */
export interface Redemption {
  readonly code: string;
  readonly clientId: string;
  readonly next: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** The exchange of a client's last refresh token of a user. */
export interface Exchange {
  readonly spent: string;
  readonly clientId: string;
  readonly userId: number;
  readonly next: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/**
 * The common sessions of users, and what was given out in them: the auth app's own refresh tokens, one for each browser,
 * one refresh token for each client, and codes. All that lives of a session expires with it, and goes with it at once.
 */
export interface GrantStore {
  /**
   * Begins a user's session, or goes on with the one that there is, and moves its expiry, with that of its living tokens.
   *
   * @returns undefined where the account is gone by now, or has another password
   */
  enter(entry: Entry): Promise<CommonSession | undefined>;
  /**
   * Gives a browser more in a session that is not over at `now`.
   *
   * @returns whether it is not over; otherwise nothing changes
   */
  extendGrants(session: number, grants: BrowserGrants, now: number): Promise<boolean>;
  findCommonSession(session: number): Promise<CommonSession | undefined>;
  /** Finds a refresh token that is the last of its kind, expired or not. */
  findRefreshGrant(hash: string): Promise<RefreshGrant | undefined>;
  /**
   * Puts a refresh token in the place of a code that is good, and of the one that the client had: of several that ask for it at
   * once, one gets it. A code that comes again deletes what it has yielded.
   */
  redeemCode(redemption: Redemption): Promise<CommonSession | undefined>;
  /** Puts a refresh token in the place of the last one, where the session is not over: of several, one gets it. */
  exchangeRefresh(exchange: Exchange): Promise<CommonSession | undefined>;
  /** Ends a session with all that was given out in it. */
  endCommonSession(session: number): Promise<void>;
  /** Ends the session that a user has, if there is one. */
  endSessionOf(userId: number): Promise<void>;
}
