import { CannotTest } from "../model/errors.ts";
import type { Account, Target } from "../model/target.ts";
import { callHook } from "./hooks.ts";

/**
 * Removes the accounts that the suite made, where the target's file says how. An account that cannot be removed keeps
 * no other from it, nor the run from its report.
 *
 * @returns what the person who runs the suite should know: the accounts that are still there
 */
export async function removeAccounts({ hooks }: Target, made: readonly Account[]): Promise<string[]> {
  if (made.length === 0) return [];
  const remove = hooks?.["remove-account"];
  if (!remove) {
    const names = made.map(({ username }) => username).join(", ");
    const [accounts, them] = made.length === 1 ? ["an account", "it"] : [`${made.length} accounts`, "them"];
    return [`it made ${accounts}, and hooks.remove-account, which would remove ${them}, is not there: ${names}`];
  }
  const notes: string[] = [];
  for (const { username } of made) {
    try {
      await callHook("remove-account", remove, { username });
    } catch (error) {
      if (!(error instanceof CannotTest)) throw error;
      notes.push(`the account ${username} could not be removed: ${error.message}`);
    }
  }
  return notes;
}
