import type { Env } from "../../env.ts";
import { UsageError } from "../../errors.ts";
import type { ClientCredentials } from "./clients-file.ts";

/** What is to be there when the auth app begins to serve. */
export interface AuthAppStart {
  /** Clients to add. One that the store has already keeps what it has. */
  readonly clients: readonly ClientCredentials[];
  /** The account that looks after the clients. */
  readonly operator?: string | undefined;
}

/**
 * Adds the clients that are given, and makes an account the operator's.
 *
 * @throws UsageError where there is no such account
 */
export async function prepareAuthApp({ store, passwords }: Env, { clients, operator }: AuthAppStart): Promise<void> {
  for (const { clientId, secret, redirectUri, isActive } of clients) {
    if ((await store.findClient(clientId)) !== undefined) continue;
    await store.insertClient({ clientId, secretHash: await passwords.hash(secret), redirectUri, isActive });
  }
  if (operator !== undefined && !(await store.setRole(operator.toLowerCase(), "admin"))) {
    throw new UsageError(
      `--operator: there is no ${operator}; give the name of an account, and add it with --accounts`,
    );
  }
}
