import type { Credentials } from "./accounts/seed.ts";
import type { RateLimit } from "./http/rate-limit.ts";
import type { MailSettings } from "./mail/mailer.ts";
import type { ClientAppSettings } from "./protocols/pattmayne/client-app/identity.ts";
import type { ClientCredentials } from "./protocols/pattmayne/clients-file.ts";
import type { SuspensionRules } from "./suspension/rules.ts";

/** Every protocol that the server speaks. */
export const protocolNames = ["hmail", "session", "getnative", "angen", "pattmayne"] as const;
/** What a session's refresh does to the refresh token's lifetime. */
export const refreshLifetimes = ["sliding", "absolute"] as const;
/** How much the log says, from least to most. */
export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** A protocol that the server speaks. */
export type ProtocolName = (typeof protocolNames)[number];

/** All that an operator chooses, validated. */
export interface Config {
  readonly protocols: readonly ProtocolName[];
  readonly host: string;
  /** The port of the first listener; 0 for one that is free. */
  readonly port: number;
  /** The name of SQLite's file, or ":memory:", or the URL of a database in PostgreSQL. */
  readonly store: string;
  /** Lifetime of an access token, in seconds. */
  readonly accessTtl: number;
  /** Lifetime of a refresh token, in seconds. */
  readonly refreshTtl: number;
  /** Whether each refresh of a session begins `refreshTtl` anew, or the session ends so long after its login. */
  readonly refreshLifetime: (typeof refreshLifetimes)[number];
  /** Accounts that are added at the start. */
  readonly accounts: readonly Credentials[];
  /** A certificate chain and its key, in PEM. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** The port on which plain HTTP is refused, beside TLS; 0 for one that is free, undefined for none. */
  readonly plainPort?: number | undefined;
  /** The port of the listener for tokens in cookies; 0 for one that is free. */
  readonly cookiesPort: number;
  /** The domain of this server's addresses. */
  readonly domain: string;
  /** Who signed tokens say that they are from, and for. */
  readonly issuer: string;
  readonly audience: string;
  /** The private key to sign tokens with, PKCS #8 in PEM; undefined for the one in the store, or a new one. */
  readonly signingKey?: string | undefined;
  /** What argon2id spends on a password: KiB of memory, and passes over it. */
  readonly argon2: { readonly memory: number; readonly passes: number };
  /** What a new account costs. */
  readonly pow: {
    /** Length of a challenge, in bits. */
    readonly bits: number;
    /** Squarings that are asked for; 0 for no work at all. */
    readonly requirement: number;
    /** Lifetime of a challenge, in seconds. */
    readonly ttl: number;
  };
  /** How often a client's address may ask. */
  readonly rateLimit: RateLimit | "off";
  /** Seconds from one deletion of expired tokens and challenges to the next. */
  readonly sweepInterval: number;
  /** Bytes that a request's body may have. */
  readonly bodyLimit: number;
  /** Bytes that a line may have. */
  readonly lineLimit: number;
  /** Seconds after which a connection for lines is dropped on which none has come, or an answer has not been read. */
  readonly idleTimeout: number;
  /** Connections that a listener for lines holds open at once. */
  readonly maxConnections: number;
  /** Whether a token of two codes logs in only from the address that it was given to. */
  readonly requireTokensToPersistIp: boolean;
  /** Lifetime of a one-time code, in seconds. */
  readonly codeTtl: number;
  /** Lifetime of a token that is mailed, in seconds. */
  readonly mailTokenTtl: number;
  /** When failed logins suspend an address, and for how long. */
  readonly suspensions: SuspensionRules;
  readonly mail: MailSettings;
  /** Clients that are added at the start. */
  readonly clients: readonly ClientCredentials[];
  /** The account that looks after the clients. */
  readonly operator?: string | undefined;
  /** What the auth app signs its tokens with; undefined for what is in the store, or something new. */
  readonly jwtSecret?: Buffer | undefined;
  /** The app that is served beside the auth app, and what it knows of that. */
  readonly clientApp: ClientAppSettings;
  readonly log: (typeof logLevels)[number];
}

/**
 * What holds where nothing is chosen.
 *
 * @see {@link https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html OWASP on argon2id's cost}
 */
export const defaults: Omit<Config, "protocols"> = {
  host: "127.0.0.1",
  port: 8080,
  cookiesPort: 0,
  store: ":memory:",
  accessTtl: 3_600,
  refreshTtl: 2_592_000,
  refreshLifetime: "sliding",
  accounts: [],
  domain: "localhost",
  issuer: "api.get-native.com",
  audience: "get-native.com",
  argon2: { memory: 19_456, passes: 2 },
  pow: { bits: 2_048, requirement: 390_000, ttl: 3_600 },
  rateLimit: { burst: 100, perSecond: 10 },
  sweepInterval: 60,
  bodyLimit: 65_536,
  lineLimit: 65_536,
  idleTimeout: 60,
  maxConnections: 1_024,
  requireTokensToPersistIp: false,
  codeTtl: 60,
  mailTokenTtl: 86_400,
  suspensions: { failures: 10, window: 60, suspension: 60 },
  mail: { from: "auth@localhost", outbox: "outbox.jsonl" },
  clients: [],
  clientApp: { port: 0, clientId: "client_app" },
  log: "info",
};
