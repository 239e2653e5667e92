import type { Account } from "./port.ts";

/** An account with its number, which no other account has ever had or will have. */
export interface User extends Account {
  readonly id: number;
}

/** Accounts by their numbers. */
export interface UserStore {
  /** @returns the account that was added; undefined where its name is taken, and then nothing changes */
  insertUser(account: Account): Promise<User | undefined>;
  findUser(username: string): Promise<User | undefined>;
  findUserById(id: number): Promise<User | undefined>;
  /**
   * Gives an account another password, and deletes its tokens, sessions and pairs of codes, if its password is still the
   * one that was compared.
   *
   * @param user as it was when the password was compared
   * @returns whether the password was changed
   */
  changePassword(user: User, passwordHash: string): Promise<boolean>;
  /**
   * Deletes an account with all that belongs to it.
   *
   * @returns whether there was such an account
   */
  deleteUser(id: number): Promise<boolean>;
}
