import { UsageError } from "../errors.ts";
import type { Store } from "../store/port.ts";
import { canonicalEmail } from "./emails.ts";
import type { Passwords } from "./passwords.ts";

/** A user name and a password, as an accounts file holds them, and an email where the user has one. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly email?: string | undefined;
}

/**
 * Adds accounts under their names in lower case. One that the store has already keeps the password and the email
 * that it has.
 *
 * @throws UsageError where an email is another account's
 */
export async function seedAccounts(
  accounts: readonly Credentials[],
  { store, passwords }: { store: Store; passwords: Passwords },
): Promise<void> {
  const seed = async ({ email, ...credentials }: Credentials) => {
    const username = credentials.username.toLowerCase();
    if ((await store.findAccount(username)) !== undefined) return;
    const account = { username, passwordHash: await passwords.hash(credentials.password) };
    if (email === undefined) await store.insertAccount(account);
    else if ((await store.insertProfile({ ...account, email: canonicalEmail(email) })) === undefined) {
      // Another server that starts on the same store may have been faster.
      if ((await store.findAccount(username)) !== undefined) return;
      throw new UsageError(`--accounts: the email of ${username} is another account's; give another, or none`);
    }
  };
  await Promise.all(accounts.map(seed));
}
