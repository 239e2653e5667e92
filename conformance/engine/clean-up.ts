import { describe } from "../kit/expect.ts";
import { CannotTest, PreparationFailed } from "../model/errors.ts";
import type { Account, Target } from "../model/target.ts";
import { callHook } from "./hooks.ts";

/**
 * Removes the accounts that the suite made: as the target's file says, or else by the protocol's own operation. An
 * account that cannot be removed keeps no other from it, nor the run from its report.
 *
 * @param own removes one by the protocol itself; throws CannotTest where the target has no such operation, and
 * PreparationFailed where it does not do it
 * @returns what the person who runs the suite should know: the accounts that are still there
 */
export async function removeAccounts(
  { hooks }: Target,
  made: readonly Account[],
  own?: (account: Account) => Promise<void>,
): Promise<string[]> {
  if (made.length === 0) return [];
  const hook = hooks?.["remove-account"];
  const remove = hook ? ({ username }: Account) => callHook("remove-account", hook, { username }) : own;
  if (!remove) {
    const names = made.map(({ username }) => username).join(", ");
    const [accounts, them] = made.length === 1 ? ["an account", "it"] : [`${made.length} accounts`, "them"];
    return [`it made ${accounts}, and hooks.remove-account, which would remove ${them}, is not there: ${names}`];
  }
  const notes: string[] = [];
  for (const account of made) {
    try {
      await remove(account);
    } catch (error) {
      notes.push(`the account ${account.username} could not be removed: ${whyNot(error)}`);
    }
  }
  return notes;
}

/** What kept an account from being removed; what else went wrong is the suite's own fault. */
function whyNot(error: unknown): string {
  if (error instanceof CannotTest) return error.message;
  if (error instanceof PreparationFailed) return `${error.message} (${describe(error.exchange)})`;
  throw error;
}
