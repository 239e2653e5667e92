import { CannotTest } from "../../model/errors.ts";
import type { Account } from "../../model/target.ts";
import type { AngenSession } from "./api.ts";

/** An account whose email is known: by the target file, or because it was registered with it. */
export type Reachable = Account & { readonly email: string };

/**
 * An account whose email is known. A new one is for this check alone.
 *
 * @throws CannotTest where no account has an email that the target file names, and none can be made
 */
export async function reachable({ angen, accounts }: AngenSession): Promise<Reachable> {
  const given = accounts.find(hasEmail);
  if (given) return given;
  if ((await angen.isOffered()) !== "offered") {
    throw new CannotTest("no account has an email, and none can be made: name one in the target file");
  }
  const { account } = await angen.registered();
  return { ...account, email: account.email ?? angen.emailOf(account.username) };
}

function hasEmail(account: Account): account is Reachable {
  return account.email !== undefined;
}

/** An id of the same shape as a user's that nobody has: each digit is drawn anew. */
export function idLike(userId: string, { random }: Pick<AngenSession, "random">): string {
  const hexadecimal = "0123456789abcdef";
  const digits = /[a-f]/i.test(userId) ? hexadecimal : "0123456789";
  const isUpper = userId === userId.toUpperCase();
  return userId.replace(/[\da-f]/gi, () => {
    const digit = digits.charAt(random.below(digits.length));
    return isUpper ? digit.toUpperCase() : digit;
  });
}
