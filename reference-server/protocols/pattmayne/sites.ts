import type { Env } from "../../env.ts";
import type { ClientSite } from "../../store/client-port.ts";
import { ownClient } from "../../store/grant-port.ts";

/** Where a login leads: to a client, or to the auth app itself. */
export type Destination = ClientSite | typeof ownClient;

/** Finds where a login is to lead; why not, where it cannot. */
export async function findDestination(clientId: string, { store }: Env): Promise<Destination | "unknown" | "inactive"> {
  if (clientId === ownClient) return ownClient;
  const client = await store.findClient(clientId);
  if (client === undefined) return "unknown";
  return client.isActive ? client : "inactive";
}

/**
 * Finds out which client asks on the back channel. An unknown one costs as much work as a wrong secret.
 *
 * @returns undefined where it is none that is active, or the secret is another
 */
export async function authenticateClient(
  { client_id, client_secret }: { readonly client_id: string; readonly client_secret: string },
  { store, passwords }: Env,
): Promise<ClientSite | undefined> {
  const client = await store.findClient(client_id);
  const isRight = await passwords.verify(client_secret, client?.secretHash);
  return client?.isActive && isRight ? client : undefined;
}
