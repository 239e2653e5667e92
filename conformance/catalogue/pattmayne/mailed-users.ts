import { CannotTest } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { emailFor } from "./credentials.ts";

export const needs = ["registration", "mailbox"] as const;

/** A new user, and the token that was mailed. */
export async function mailed({ pm }: AuthSession): Promise<SignedIn & { readonly token: string }> {
  const user = await pm.registered();
  return { ...user, token: await pm.mailToken({ email: emailFor(user.account) }) };
}

/** What the target says of a user's email, by cookies that are good now. */
export async function seen({ pm }: AuthSession, { account }: SignedIn): Promise<Exchange> {
  return pm.me({ accessToken: (await pm.signIn(account)).accessToken });
}

/** @throws CannotTest where the target does not say whether an email is verified */
export function told(...answers: readonly Exchange[]): void {
  if (answers.some(({ taken }) => typeof taken["emailVerified"] !== "boolean")) {
    throw new CannotTest("the target does not say whether an email is verified: take.emailVerified of wire.me");
  }
}
