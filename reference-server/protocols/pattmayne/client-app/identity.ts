import type { Env, Random } from "../../../env.ts";

const secretBytes = 32;

/** What an operator chooses of the client app. */
export interface ClientAppSettings {
  /** The port that it listens on; 0 for one that is free. */
  readonly port: number;
  /** The auth app's origin; undefined for the one that is served beside it. */
  readonly authApp?: string | undefined;
  /** The certificate that it trusts there, in PEM. */
  readonly authAppCa?: string | undefined;
  readonly clientId: string;
  /** undefined to have one made, and registered at the auth app beside it. */
  readonly clientSecret?: string | undefined;
  /** What it signs its tokens with; undefined for something new. */
  readonly jwtSecret?: Buffer | undefined;
}

/** What the client app is, to others and to itself. Neither secret ever leaves it but for the auth app. */
export interface ClientIdentity {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly jwtSecret: Buffer;
}

/** Creates the client app's identity. Its secrets are random where none are given. */
export function createIdentity(
  { clientId, clientSecret, jwtSecret }: ClientAppSettings,
  random: Random,
): ClientIdentity {
  return {
    clientId,
    clientSecret: clientSecret ?? random.bytes(secretBytes).toString("base64url"),
    jwtSecret: jwtSecret ?? random.bytes(secretBytes),
  };
}

/** Makes the client app known to the auth app beside it, unless it has been told the secret that it has elsewhere. */
export async function introduceClientApp(
  { store, passwords, whereabouts, clientIdentity }: Env,
  { clientApp }: { readonly clientApp: ClientAppSettings },
): Promise<void> {
  const url = whereabouts.get("pattmayne/client-app");
  if (clientApp.clientSecret !== undefined || clientApp.authApp !== undefined || url === undefined) return;
  const secretHash = await passwords.hash(clientIdentity.clientSecret);
  const redirectUri = `${url}/callback`;
  await store.putClient({ clientId: clientIdentity.clientId, secretHash, redirectUri, isActive: true });
}
