import { readFileSync } from "node:fs";
import { z } from "zod";
import { parseAccounts } from "./accounts/file.ts";
import { type Config, defaults, logLevels, protocolNames, refreshLifetimes } from "./config.ts";
import { UsageError } from "./errors.ts";
import { parseClients } from "./protocols/pattmayne/clients-file.ts";

const integer = (least: number, most: number) => {
  const remedy = `give an integer from ${least} to ${most}`;
  const within = (value: number) => least <= value && value <= most;
  return z
    .string()
    .regex(/^\d{1,12}$/, remedy)
    .transform(Number)
    .refine(within, remedy);
};

const seconds = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,3})?$/, "give a number of seconds, such as 3600 or 0.5")
  .transform(Number)
  .refine((value) => value > 0, "give more than 0 seconds");

const rateLimit = z
  .string()
  .regex(/^(off|[1-9]\d{0,8}\/[1-9]\d{0,8})$/, "give BURST/PER_SECOND, two integers above 0 such as 100/10, or off")
  .transform((text) => {
    const [burst, perSecond] = text.split("/").map(Number);
    return burst === undefined || perSecond === undefined ? "off" : { burst, perSecond };
  });

const share = z
  .string()
  .regex(/^[1-9]\d{0,5}\/[1-9]\d{0,5}$/, "give COUNT/SECONDS, two integers above 0 such as 10/60")
  .transform((text) => {
    const [failures = 0, window = 0] = text.split("/").map(Number);
    return { failures, window };
  });

const httpOrigin = z
  .string()
  .regex(/^https?:\/\/[^\s/?#@]+\/?$/, "give the URL of its root, such as https://auth.example.com")
  .transform((url) => new URL(url).origin);

const remedies = {
  protocols: `give one or more of: ${protocolNames.join(", ")}`,
  store: "give memory, or sqlite: and a file name, such as sqlite:authmark.db",
  refreshLifetime: `give one of: ${refreshLifetimes.join(", ")}`,
  claim: "give a name or a URL without blanks, such as api.example.com",
  domain: "give a name without spaces and without #, such as mail.example",
  outbox: "give the name of a file, such as outbox.jsonl",
  smtp: "give smtp://HOST or smtps://USER@HOST:PORT, without a password; AUTHMARK_SMTP_PASSWORD holds that",
  mailFrom: "give an email, such as auth@example.com",
  clientId: "give a name of 2 to 64 letters, digits, dots, dashes and low lines",
  log: `give one of: ${logLevels.join(", ")}`,
};

/** One row an option, as the command line spells it; what is left out is as in `defaults`. */
const Options = z.object({
  protocols: z.array(z.enum(protocolNames, remedies.protocols)).min(1, remedies.protocols),
  host: z.string().min(1, "give an address of this machine, such as 127.0.0.1").default(defaults.host),
  port: integer(0, 65_535).default(defaults.port),
  store: z
    .string()
    .regex(/^(memory|sqlite:.+)$/, remedies.store)
    .transform((store) => (store === "memory" ? ":memory:" : store.slice("sqlite:".length)))
    .default(defaults.store),
  accessTtl: seconds.default(defaults.accessTtl),
  refreshTtl: seconds.default(defaults.refreshTtl),
  refreshLifetime: z.enum(refreshLifetimes, remedies.refreshLifetime).default(defaults.refreshLifetime),
  accounts: z.string().optional(),
  tlsCert: z.string().optional(),
  tlsKey: z.string().optional(),
  cookiesPort: integer(0, 65_535).default(defaults.cookiesPort),
  plainPort: integer(0, 65_535).optional(),
  domain: z
    .string()
    .regex(/^[^#\s]+$/, remedies.domain)
    .default(defaults.domain),
  issuer: z.string().regex(/^\S+$/, remedies.claim).default(defaults.issuer),
  audience: z.string().regex(/^\S+$/, remedies.claim).default(defaults.audience),
  signingKey: z.string().optional(),
  argon2Memory: integer(8, 4_194_304).default(defaults.argon2.memory),
  argon2Passes: integer(1, 1_000).default(defaults.argon2.passes),
  powBits: integer(512, 8_192).default(defaults.pow.bits),
  powRequirement: integer(0, 4_294_967_295).default(defaults.pow.requirement),
  powTtl: seconds.default(defaults.pow.ttl),
  rateLimit: rateLimit.default(defaults.rateLimit),
  sweepInterval: integer(1, 86_400).default(defaults.sweepInterval),
  bodyLimit: integer(1, 1_073_741_824).default(defaults.bodyLimit),
  lineLimit: integer(1, 1_073_741_824).default(defaults.lineLimit),
  idleTimeout: seconds
    .refine((value) => value <= 86_400, "give at most a day, which is 86400")
    .default(defaults.idleTimeout),
  maxConnections: integer(1, 1_000_000).default(defaults.maxConnections),
  requireTokensToPersistIp: z.boolean().default(defaults.requireTokensToPersistIp),
  codeTtl: seconds.default(defaults.codeTtl),
  mailTokenTtl: seconds.default(defaults.mailTokenTtl),
  failedLogins: share.default(defaults.suspensions),
  suspension: seconds.default(defaults.suspensions.suspension),
  outbox: z.string().min(1, remedies.outbox).default(defaults.mail.outbox),
  smtp: z
    .string()
    .regex(/^smtps?:\/\/([^\s/?#@:]+@)?[^\s/?#@]+\/?$/, remedies.smtp)
    .optional(),
  mailFrom: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+$/, remedies.mailFrom)
    .optional(),
  clients: z.string().optional(),
  operator: z.string().optional(),
  jwtSecret: z.string().optional(),
  clientAppPort: integer(0, 65_535).default(defaults.clientApp.port),
  authApp: httpOrigin.optional(),
  authAppCa: z.string().optional(),
  clientId: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{2,64}$/, remedies.clientId)
    .default(defaults.clientApp.clientId),
  clientSecret: z.string().optional(),
  clientJwtSecret: z.string().optional(),
  log: z.enum(logLevels, remedies.log).default(defaults.log),
});

/**
 * Parses what the command line holds, and reads the files that it names.
 *
 * @param options by the options' names in camel case, with the protocols under `protocols`
 * @throws UsageError for the first value that is not usable, with the option's name and what to give instead
 */
export function parseOptions(options: unknown): Config {
  const result = Options.safeParse(options);
  if (!result.success) throw new UsageError(explain(result.error));
  const {
    accounts,
    tlsCert,
    tlsKey,
    signingKey,
    argon2Memory,
    argon2Passes,
    powBits,
    powRequirement,
    powTtl,
    failedLogins: { failures, window },
    suspension,
    outbox,
    smtp,
    mailFrom = `auth@${result.data.domain}`,
    clients,
    jwtSecret,
    clientAppPort,
    authApp,
    authAppCa,
    clientId,
    clientSecret,
    clientJwtSecret,
    ...rest
  } = result.data;
  const tls = readPair(tlsCert, tlsKey);
  if (rest.plainPort !== undefined && tls === undefined) {
    throw new UsageError("--plain-port: is for a port beside TLS; give --tls-cert and --tls-key, or leave it out");
  }
  const secrets = readSecrets(jwtSecret, clientJwtSecret);
  return {
    ...rest,
    protocols: [...new Set(rest.protocols)],
    accounts: accounts === undefined ? defaults.accounts : parseAccounts(read("--accounts", accounts), accounts),
    tls,
    signingKey: signingKey === undefined ? undefined : read("--signing-key", signingKey),
    argon2: { memory: argon2Memory, passes: argon2Passes },
    pow: { bits: powBits, requirement: powRequirement, ttl: powTtl },
    suspensions: { failures, window, suspension },
    mail: {
      from: mailFrom,
      outbox,
      smtp: smtp === undefined ? smtp : { url: smtp, password: process.env["AUTHMARK_SMTP_PASSWORD"] },
    },
    clients: clients === undefined ? defaults.clients : parseClients(read("--clients", clients), clients),
    jwtSecret: secrets.auth,
    clientApp: {
      port: clientAppPort,
      clientId,
      authApp,
      authAppCa: authAppCa === undefined ? undefined : read("--auth-app-ca", authAppCa),
      clientSecret: clientSecret === undefined ? undefined : read("--client-secret", clientSecret).trim(),
      jwtSecret: secrets.client,
    },
  };
}

function explain({ issues: [issue] }: z.ZodError): string {
  const [key = ""] = issue?.path ?? [];
  const option = String(key).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `${key === "protocols" ? "PROTOCOL" : `--${option}`}: ${issue?.message}`;
}

/**
 * Reads a file that an option names.
 *
 * @throws UsageError where it cannot be read
 */
export function read(option: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`${option}: cannot read ${file}; name a file that exists and that this user may read`);
  }
}

/** A secret for HS256 has no fewer bits than its hash (RFC 7518 §3.2). A line end behind it is none of it. */
function readSecret(option: string, file: string | undefined): Buffer | undefined {
  if (file === undefined) return undefined;
  const secret = Buffer.from(read(option, file).replace(/\r?\n$/, ""));
  if (secret.length >= leastSecretBytes) return secret;
  throw new UsageError(
    `${option}: ${file} holds ${secret.length} bytes; give ${leastSecretBytes} or more that are random`,
  );
}

const leastSecretBytes = 32;

/** What two apps sign with. What one of them has signed must be nothing to the other. */
function readSecrets(authFile: string | undefined, clientFile: string | undefined) {
  const [auth, client] = [readSecret("--jwt-secret", authFile), readSecret("--client-jwt-secret", clientFile)];
  if (auth !== undefined && client?.equals(auth)) {
    throw new UsageError("--client-jwt-secret: is what --jwt-secret is; give each app a secret of its own");
  }
  return { auth, client };
}

function readPair(cert: string | undefined, key: string | undefined): Config["tls"] {
  if (cert === undefined && key === undefined) return undefined;
  if (key === undefined) throw new UsageError("--tls-key: missing; give the key of --tls-cert as well");
  if (cert === undefined) throw new UsageError("--tls-cert: missing; give the certificate of --tls-key as well");
  return { cert: read("--tls-cert", cert), key: read("--tls-key", key) };
}
