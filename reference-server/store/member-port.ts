import type { Account } from "./port.ts";
import type { User } from "./user-port.ts";

/** A user of the server, as apps know one. */
export interface Member extends User {
  /** Where mail reaches the user; null where the account was added without an address. */
  readonly email: string | null;
  /** Whether the user has sent back what was mailed there. */
  readonly emailVerified: boolean;
  readonly role: Role;
}

/** What a user may do: play, or look after the clients as well. */
export type Role = "player" | "admin";

/** What a member is looked up by. */
export type MemberKey = { readonly username: string } | { readonly email: string };

/** Whom a token was mailed to, and until when it is good, in milliseconds since the Unix epoch. */
export interface MailTokenTerms {
  readonly username: string;
  readonly email: string;
  readonly expiresAt: number;
}

/** Accounts as members. Every account is one, however it was added. */
export interface MemberStore {
  /** @returns the account that was added; undefined where its name or its email is taken, and then nothing changes */
  insertMember(account: Account & { readonly email: string }): Promise<Member | undefined>;
  findMember(key: MemberKey): Promise<Member | undefined>;
  /** @returns whether there is such an account */
  setRole(username: string, role: Role): Promise<boolean>;
  /** Adds a token by its hash. Where the account is gone nothing is added. */
  insertMailToken(hash: string, terms: MailTokenTerms): Promise<void>;
  /**
   * Deletes a token that is good at `now`, and takes the email for verified that it was mailed to: of several that ask for
   * it at once, one succeeds.
   *
   * @returns whether there was such a token, and the email is still its user's
   */
  verifyEmail(hash: string, now: number): Promise<boolean>;
}
