import { UsageError } from "../model/errors.ts";
import type { Account } from "../model/target.ts";

/**
 * Refuses two accounts of one name: checks of two users would take one user for the other.
 *
 * @param where what gave the accounts, for the message
 */
export function refuseDuplicates(accounts: readonly Account[], where: string): void {
  const names = accounts.map(({ username }) => username);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(`${where}: ${twice} is there twice. Give each user once.`);
}
