import type { Exchange } from "../../model/exchange.ts";
import type { AuthSession } from "./client.ts";

/** Logins of one user are scarce. */
const LOGINS = 6;

/** Logins of one user at once; the checks of tokens look at the same ones. */
export async function sample({ pm, account, shared }: AuthSession): Promise<Record<string, Exchange>> {
  const { username, password } = account;
  const logins = await Promise.all(
    Array.from({ length: LOGINS }, (_, index) =>
      shared(`sample login ${index + 1}`, () => pm.login({ username, password })),
    ),
  );
  return Object.fromEntries(logins.map((login, index) => [`login ${index + 1}`, login]));
}
