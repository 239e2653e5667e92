import type { Store } from "../store/port.ts";
import type { Passwords } from "./passwords.ts";

/** A user name and a password, as an accounts file holds them. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Adds accounts under their names in lower case. One that the store has already keeps the password that it has.
 */
export async function seedAccounts(
  accounts: readonly Credentials[],
  { store, passwords }: { store: Store; passwords: Passwords },
): Promise<void> {
  const seed = async (credentials: Credentials) => {
    const username = credentials.username.toLowerCase();
    if ((await store.findAccount(username)) !== undefined) return;
    await store.insertAccount({ username, passwordHash: await passwords.hash(credentials.password) });
  };
  await Promise.all(accounts.map(seed));
}
