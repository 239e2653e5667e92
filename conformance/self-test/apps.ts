import { randomBytes, randomInt } from "node:crypto";
import { createServer } from "node:net";
import { join } from "node:path";
import { administer } from "@authmark/reference-server/accounts/administer";
import type { Config } from "@authmark/reference-server/config";
import type { Client } from "../model/apps.ts";
import type { Target } from "../model/target.ts";
import { MEMBERS, OPERATOR } from "./accounts.ts";

/** What a reference server of apps and the suite are told alike. */
export interface Told {
  /** What a server in this process is told. */
  readonly config: Partial<Config>;
  readonly target: Pick<Target, "apps" | "jwt"> & Partial<Pick<Target, "lifetimes">>;
  /** Does what remains to be done once there is a store, which is given as `--store` takes it. */
  readonly prepare?: (store: string) => Promise<void>;
}

/** Where a server is started, and how. */
export interface Circumstances {
  /** A folder of its own. */
  readonly folder: string;
  /** The certificate of the server and of the suite, in PEM. */
  readonly tls?: { readonly cert: string; readonly private: string } | undefined;
}

/** Tells a server and the suite what they have to agree about. */
export type Tell = (circumstances: Circumstances) => Promise<Told>;

/** Clients that the auth app has from its start; the last one is switched off. */
export const CLIENTS: readonly Client[] = ["shop", "forum", "archive"].map((clientId) => ({
  clientId,
  clientSecret: newSecret(),
  redirectUri: `https://${clientId}.example/callback`,
  ...(clientId === "archive" && { inactive: true }),
}));

/** Seconds that tokens live in this process, where time is virtual: long enough for a check that sees some of them pass. */
export const LIFETIMES = { accessTtl: 5, refreshTtl: 10, codeTtl: 15 };

/** What the auth app signs its tokens with, in this process. */
export const AUTH_APP_SECRET = newSecret();

/** An auth app, with what stands around it. */
export const tellAuthApp: Tell = async ({ folder }) => {
  const outbox = join(folder, "outbox.jsonl");
  const clients = CLIENTS.map(({ clientSecret, inactive, ...client }) => ({
    ...client,
    secret: clientSecret,
    isActive: !inactive,
  }));
  return {
    config: {
      ...LIFETIMES,
      accounts: [...MEMBERS, OPERATOR],
      operator: OPERATOR.username,
      clients,
      jwtSecret: Buffer.from(AUTH_APP_SECRET),
      mail: { from: "auth@localhost", outbox },
    },
    target: {
      lifetimes: { codeMs: 1000 * LIFETIMES.codeTtl, leewayMs: 0 },
      jwt: { signingKey: AUTH_APP_SECRET },
      apps: { clients: CLIENTS, operator: OPERATOR, mailbox: { file: outbox } },
    },
    prepare: verifyEmails,
  };
};

/** Has the emails of those whom the server knows from its start count as verified, as a mail to each of them would. */
function verifyEmails(option: string): Promise<void> {
  return administer(option, async ({ store }) => {
    for (const { username, email } of MEMBERS) {
      const hash = newSecret();
      await store.insertMailToken(hash, { username, email, expiresAt: 1 });
      await store.verifyEmail(hash, 0);
    }
  });
}

/** A client app, whose auth app the suite plays. */
export const tellClientApp: Tell = async ({ tls }) => {
  const [clientId, clientSecret, jwtSecret] = ["shop", newSecret(), newSecret()];
  const host = "127.0.0.1";
  const port = await freePort(host);
  const authApp = `${tls ? "https" : "http"}://${host}:${port}`;
  const app = { authApp, authAppCa: tls?.cert, clientId, clientSecret };
  const listen = { host, port, ...(tls && { tls: { cert: tls.cert, key: tls.private } }) };
  return {
    config: { ...LIFETIMES, clientApp: { port: 0, ...app, jwtSecret: Buffer.from(jwtSecret) } },
    target: { jwt: { signingKey: jwtSecret }, apps: { clientApp: { clientId, clientSecret, listen } } },
  };
};

/**
 * What a server is told, as its command line spells it.
 *
 * @param write writes a file, and returns its path
 */
export function optionsOf(
  { codeTtl, clients, operator, jwtSecret, mail, clientApp }: Partial<Config>,
  write: (file: string, content: string) => string,
): string[] {
  const file = (option: string, content: string | undefined) =>
    content === undefined ? [] : [option, write(option.slice(2), content)];
  const text = (option: string, value: string | undefined) => (value === undefined ? [] : [option, value]);
  const rows = clients?.map(({ clientId, secret, redirectUri, isActive }) => ({
    ...{ client_id: clientId, client_secret: secret, redirect_uri: redirectUri, is_active: isActive },
  }));
  return [
    ...text("--code-ttl", codeTtl?.toString()),
    ...file("--clients", rows && JSON.stringify(rows)),
    ...text("--operator", operator),
    ...text("--outbox", mail?.outbox),
    ...file("--jwt-secret", jwtSecret?.toString()),
    ...text("--auth-app", clientApp?.authApp),
    ...file("--auth-app-ca", clientApp?.authAppCa),
    ...text("--client-id", clientApp?.clientId),
    ...file("--client-secret", clientApp?.clientSecret),
    ...file("--client-jwt-secret", clientApp?.jwtSecret?.toString()),
  ];
}

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Below the ports that systems give to who asks for any: one of those would be another's a moment later. */
const [FIRST_PORT, LAST_PORT] = [10_000, 32_000];

/** A port that nobody has now: whoever is to listen there is told of it before. */
async function freePort(host: string): Promise<number> {
  const port = randomInt(FIRST_PORT, LAST_PORT);
  const server = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false)).listen(port, host, () => resolve(true));
  });
  if (!isFree) return freePort(host);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
