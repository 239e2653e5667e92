import { CannotTest } from "../model/errors.ts";
import type { Account, Target } from "../model/target.ts";

/**
 * Removes the accounts that the suite made, where the target's file says how.
 *
 * @returns what the person who runs the suite should know: the accounts that are still there
 */
export async function removeAccounts({ hooks }: Target, made: readonly Account[]): Promise<string[]> {
  if (made.length === 0) return [];
  const remove = hooks?.["remove-account"];
  const names = made.map(({ username }) => username).join(", ");
  if (!remove)
    return [
      `it made ${made.length} accounts, and hooks.remove-account, which would remove them, is not there: ${names}`,
    ];
  try {
    for (const { username } of made) await remove({ username });
    return [];
  } catch (error) {
    if (!(error instanceof CannotTest)) throw error;
    return [`it made ${made.length} accounts, and could not remove all of them (${error.message}): ${names}`];
  }
}
