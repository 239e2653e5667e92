import type { LoginRequest } from "@authmark/protocols/session/types";
import type { Env } from "../../env.ts";
import type { SessionTokens } from "../../sessions/sessions.ts";

/**
 * Begins a session for who gives a user's name and password. An unknown name costs as much work as a wrong password.
 *
 * @returns undefined for wrong credentials
 */
export async function logIn(
  { username, password }: LoginRequest,
  { store, passwords, sessions }: Env,
): Promise<SessionTokens | undefined> {
  const account = await store.findAccount(username);
  const right = await passwords.verify(password, account?.passwordHash);
  return account !== undefined && right ? sessions.begin(account) : undefined;
}
