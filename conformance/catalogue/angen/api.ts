import type { Session } from "../../engine/session.ts";
import type { Command, CommandVariation, Opening, StreamConnection } from "../../engine/stream-connection.ts";
import type { Registration } from "../../engine/suite.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";

/** The commands of the protocol, as its wire calls them. */
export type Operation =
  | "getToken"
  | "login"
  | "renew"
  | "whoami"
  | "disconnect"
  | "ping"
  | "register"
  | "changePassword"
  | "revokeTokens";

/** What a check of angen works with. */
export interface AngenSession extends Session {
  readonly angen: AngenClient;
}

/** A token: its two codes, and the answer that it came with. */
export interface Token {
  readonly identifierCode: string;
  readonly renewalCode: string;
  readonly from: Exchange;
}

/** For whom a token is asked: by name, email or id, as they are given, and nothing beside. */
export interface Credentials {
  readonly username?: unknown;
  readonly email?: unknown;
  readonly userId?: unknown;
  readonly password?: unknown;
}

/** The two codes that a renewal sends. */
export interface Codes {
  readonly identifierCode?: unknown;
  readonly renewalCode?: unknown;
}

/** Who is registered. */
export interface Newcomer {
  readonly username?: unknown;
  readonly email?: unknown;
  readonly password?: unknown;
}

/** What a change of a password is asked with. */
export interface PasswordChange {
  readonly current?: unknown;
  readonly next?: unknown;
}

/**
 * The commands, each with its answer. All send `user_agent` where the protocol has it, unless `variation` changes that.
 * A login by a password that is not known to be right counts as one that fails, for the target's limits.
 */
export interface Commands {
  /** Asks for a token with credentials, whatever they are; of an account, its name and password are sent. */
  getToken(credentials: Credentials, variation?: CommandVariation): Promise<Exchange>;
  login(identifierCode: unknown, variation?: CommandVariation): Promise<Exchange>;
  renew(codes: Codes, variation?: CommandVariation): Promise<Exchange>;
  whoami(variation?: CommandVariation): Promise<Exchange>;
  ping(variation?: CommandVariation): Promise<Exchange>;
  disconnect(variation?: CommandVariation): Promise<Exchange>;
  /** Registers a user; an account that was made is noted, and removed in the end where that can be done. */
  register(newcomer: Newcomer, variation?: CommandVariation): Promise<Exchange>;
  /** Changes the password of the connection's user; of an account that the run made, the new one is noted. */
  changePassword(change: PasswordChange, variation?: CommandVariation): Promise<Exchange>;
  revokeTokens(variation?: CommandVariation): Promise<Exchange>;
}

/** Asks one command, and no more. */
export type Ask = (on: Commands) => Promise<Exchange>;

/** A connection, and the commands on it. */
export interface AngenConnection extends StreamConnection<Operation>, Commands {
  /** The target declares that it takes one command a write. */
  readonly isAskedInTurn: boolean;
  /**
   * Asks several commands in one write, an exchange for each. Where the target declares that it takes one command a
   * write, each waits for the answer to the one before.
   */
  askTogether(commands: readonly Command<Operation>[]): Promise<Exchange[]>;
  /** Asks several commands in one write, whatever the target declares. */
  askInOneWrite(commands: readonly Command<Operation>[]): Promise<Exchange[]>;
  /** Asks any number of commands, as `askTogether` does, a dozen in a write. */
  askAll(asks: readonly Ask[]): Promise<Exchange[]>;
}

/** A connection that somebody is logged in on. */
export interface LoggedIn {
  readonly connection: AngenConnection;
  readonly token: Token;
  readonly login: Exchange;
}

/**
 * What the checks ask with. The commands of the client itself go out on a connection of their own each, which is closed
 * behind the answer; `whoami` and the like, which are about a connection, are asked on one that `open` or `enter` gives.
 */
export interface AngenClient extends Pick<Commands, "getToken" | "login" | "renew" | "register" | "ping"> {
  /** The bytes that a line may have, where the target declares it. */
  readonly lineLimit: number | undefined;
  /** Opens a connection on which nobody is logged in. */
  open(opening?: Opening): Promise<AngenConnection>;

  /** The token of an answer; throws PreparationFailed where there is none. */
  issued(from: Exchange): Token;
  /** When a token expires, in milliseconds since the epoch by the target's clock; NaN where nothing tells. */
  expiryOf(token: Pick<Token, "from">): number;

  /** Milliseconds by which the target's clock is ahead, as far as its declared lifetimes and a new token tell. */
  clockAheadOf(token: Pick<Token, "from">): number;

  /** The answer to a request for a token with everything in order that checks share: the control of those with another. */
  sharedAnswer(user: Account): Promise<Exchange>;
  /** A token of a user that checks share, which log in with it and change nothing: no renewal, no revocation. */
  token(user: Account): Promise<Token>;
  /** A token of the check's own, by a new request with the password; these are scarce (40 a run and account). */
  signIn(user: Account): Promise<Token>;
  /** The token that a renewal of another gives. */
  renewed(token: Codes): Promise<Token>;
  /** Opens a connection and logs in on it: with that token, or with the shared one of a user. */
  enter(whose: Account | Token, opening?: Opening): Promise<LoggedIn>;

  /** An email of a user of that name, as registrations of this suite give it. */
  emailOf(username: string): string;
  /** An account that nobody has, to be registered. */
  newAccount(passwordLength?: number): Account;
  /** Whether accounts are made here. */
  isOffered(): Promise<Registration>;
  /** Registers a new account, and asks for its first token. */
  registered(user?: Account): Promise<{ readonly account: Account; readonly token: Token }>;
  /**
   * An account that nobody else uses and that a check may spoil (all tokens revoked, another password), and a token of
   * it: one that is made, or else one that was given. Only for checks that need `disposable-account`.
   */
  lend(): Promise<{ readonly account: Account; readonly token: Token }>;
}
