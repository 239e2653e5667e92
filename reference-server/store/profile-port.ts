import type { Account } from "./port.ts";
import type { User } from "./user-port.ts";

/** A user of the server, as connections know them that stay open. */
export interface Profile extends User {
  /** The user's id to others: a UUID. */
  readonly uuid: string;
  /** How often all that the user was given has been revoked. A login from before the last time is over. */
  readonly revocations: number;
}

/** What a user is looked up by. */
export type ProfileKey = { readonly email: string } | { readonly uuid: string } | { readonly username: string };

/** Accounts with what is told of them. Every account has a profile, however it was added. */
export interface ProfileStore {
  /** @returns the account that was added; undefined where its name or its email is taken, and then nothing changes */
  insertProfile(account: Account & { readonly email: string }): Promise<Profile | undefined>;
  findProfile(key: ProfileKey): Promise<Profile | undefined>;
}
