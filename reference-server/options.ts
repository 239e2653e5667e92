import { z } from "zod";
import { parseAccounts } from "./accounts/file.ts";
import { type Config, defaults, logLevels, protocolNames, refreshLifetimes } from "./config.ts";
import { UsageError } from "./errors.ts";
import { integer, read, seconds, storePlace } from "./option-parts.ts";
import { AppOptions, readAppOptions } from "./protocols/pattmayne/options.ts";

const rateLimit = z
  .string()
  .regex(/^(off|[1-9]\d{0,8}\/[1-9]\d{0,8})$/, "give BURST/PER_SECOND, two integers above 0 such as 100/10, or off")
  .transform((text) => {
    const [burst, perSecond] = text.split("/").map(Number);
    return burst === undefined || perSecond === undefined ? "off" : { burst, perSecond };
  });

const remedies = {
  protocols: `give one or more of: ${protocolNames.join(", ")}`,
  refreshLifetime: `give one of: ${refreshLifetimes.join(", ")}`,
  claim: "give a name or a URL without blanks, such as api.example.com",
  domain: "give a name without spaces and without #, such as mail.example",
  log: `give one of: ${logLevels.join(", ")}`,
};

/** One row an option, as the command line spells it; what is left out is as in `defaults`. Some protocols have more. */
const Options = z.object({
  protocols: z.array(z.enum(protocolNames, remedies.protocols)).min(1, remedies.protocols),
  host: z.string().min(1, "give an address of this machine, such as 127.0.0.1").default(defaults.host),
  port: integer(0, 65_535).default(defaults.port),
  store: storePlace.default(defaults.store),
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
  log: z.enum(logLevels, remedies.log).default(defaults.log),
});

/**
 * Parses what the command line holds, and reads the files that it names.
 *
 * @param options by the options' names in camel case, with the protocols under `protocols`
 * @throws UsageError for the first value that is not usable, with the option's name and what to give instead
 */
export function parseOptions(options: unknown): Config {
  const [result, apps] = [Options.safeParse(options), AppOptions.safeParse(options)];
  if (!result.success) throw new UsageError(explain(result.error));
  if (!apps.success) throw new UsageError(explain(apps.error));
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
    ...rest
  } = result.data;
  const tls = readPair(tlsCert, tlsKey);
  if (rest.plainPort !== undefined && tls === undefined) {
    throw new UsageError("--plain-port: is for a port beside TLS; give --tls-cert and --tls-key, or leave it out");
  }
  return {
    ...rest,
    protocols: [...new Set(rest.protocols)],
    accounts: accounts === undefined ? defaults.accounts : accountsOf(accounts),
    tls,
    signingKey: signingKey === undefined ? undefined : read("--signing-key", signingKey),
    argon2: { memory: argon2Memory, passes: argon2Passes },
    pow: { bits: powBits, requirement: powRequirement, ttl: powTtl },
    ...readAppOptions(apps.data, rest.domain),
  };
}

/**
 * Parses where a server listens that runs already.
 *
 * @throws UsageError for a value that is not usable
 */
export function parseAddress(options: unknown): Pick<Config, "host" | "port"> {
  const result = Options.pick({ host: true, port: true }).safeParse(options);
  if (!result.success) throw new UsageError(explain(result.error));
  return result.data;
}

/** Accounts in a file, or, as a container is told them, in the text itself. */
function accountsOf(text: string): Config["accounts"] {
  return /^\s*\[/.test(text) ? parseAccounts(text, "the text") : parseAccounts(read("--accounts", text), text);
}

function explain({ issues: [issue] }: z.ZodError): string {
  const [key = ""] = issue?.path ?? [];
  const option = String(key).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `${key === "protocols" ? "PROTOCOL" : `--${option}`}: ${issue?.message}`;
}

function readPair(cert: string | undefined, key: string | undefined): Config["tls"] {
  if (cert === undefined && key === undefined) return undefined;
  if (key === undefined) throw new UsageError("--tls-key: missing; give the key of --tls-cert as well");
  if (cert === undefined) throw new UsageError("--tls-cert: missing; give the certificate of --tls-key as well");
  return { cert: read("--tls-cert", cert), key: read("--tls-key", key) };
}
