import { z } from "zod";
import { type Config, defaults } from "../../config.ts";
import { UsageError } from "../../errors.ts";
import { integer, read, seconds } from "../../option-parts.ts";
import { parseClients } from "./clients-file.ts";

/** What HS256 needs at least: as many bits as its hash has (RFC 7518 §3.2). */
const leastSecretBytes = 32;

const share = z
  .string()
  .regex(/^[1-9]\d{0,5}\/[1-9]\d{0,5}$/, "give COUNT/SECONDS, two integers above 0 such as 10/60")
  .transform((text) => {
    const [failures = 0, window = 0] = text.split("/").map(Number);
    return { failures, window };
  });

/** A URL of a form. What has the form can have a port that is none. */
const urlLike = (form: RegExp, remedy: string) =>
  z.string().refine((text) => form.test(text) && URL.canParse(text), remedy);

const httpOrigin = urlLike(
  /^https?:\/\/[^\s/?#@]+\/?$/,
  "give the URL of its root, such as https://auth.example.com",
).transform((url) => new URL(url).origin);

const remedies = {
  outbox: "give the name of a file, such as outbox.jsonl",
  smtp: "give smtp://HOST or smtps://USER@HOST:PORT, without a password; AUTHMARK_SMTP_PASSWORD holds that",
  mailFrom: "give an email, such as auth@example.com",
  clientId: "give a name of 2 to 64 letters, digits, dots, dashes and low lines",
};

/** The options of the auth app and the client app, a row each, as the command line spells them. */
export const AppOptions = z.object({
  codeTtl: seconds.default(defaults.codeTtl),
  mailTokenTtl: seconds.default(defaults.mailTokenTtl),
  failedLogins: share.default(defaults.suspensions),
  suspension: seconds.default(defaults.suspensions.suspension),
  outbox: z.string().min(1, remedies.outbox).default(defaults.mail.outbox),
  smtp: urlLike(/^smtps?:\/\/([^\s/?#@:]+@)?[^\s/?#@]+\/?$/, remedies.smtp).optional(),
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
});

/** What of a configuration these options decide. */
type AppConfig = Pick<
  Config,
  "codeTtl" | "mailTokenTtl" | "suspensions" | "mail" | "clients" | "operator" | "jwtSecret" | "clientApp"
>;

/**
 * Reads the files that the options name.
 *
 * @param domain the server's, of which the sender's address is where none is given
 * @throws UsageError for the first file that is not usable
 */
export function readAppOptions(options: z.output<typeof AppOptions>, domain: string): AppConfig {
  const { codeTtl, mailTokenTtl, operator, outbox, smtp, clients, authAppCa, clientSecret } = options;
  const secrets = readSecrets(options.jwtSecret, options.clientJwtSecret);
  return {
    codeTtl,
    mailTokenTtl,
    suspensions: { ...options.failedLogins, suspension: options.suspension },
    mail: {
      from: options.mailFrom ?? `auth@${domain}`,
      outbox,
      smtp: smtp === undefined ? smtp : { url: smtp, password: process.env["AUTHMARK_SMTP_PASSWORD"] },
    },
    clients: clients === undefined ? defaults.clients : parseClients(read("--clients", clients), clients),
    operator,
    jwtSecret: secrets.auth,
    clientApp: {
      port: options.clientAppPort,
      clientId: options.clientId,
      authApp: options.authApp,
      authAppCa: authAppCa === undefined ? undefined : read("--auth-app-ca", authAppCa),
      clientSecret: clientSecret === undefined ? undefined : read("--client-secret", clientSecret).trim(),
      jwtSecret: secrets.client,
    },
  };
}

/** A line end behind a secret is none of it. */
function readSecret(option: string, file: string | undefined): Buffer | undefined {
  if (file === undefined) return undefined;
  const secret = Buffer.from(read(option, file).replace(/\r?\n$/, ""));
  if (secret.length >= leastSecretBytes) return secret;
  throw new UsageError(
    `${option}: ${file} holds ${secret.length} bytes; give ${leastSecretBytes} or more that are random`,
  );
}

/** What two apps sign with. What one of them has signed must be nothing to the other. */
function readSecrets(authFile: string | undefined, clientFile: string | undefined) {
  const [auth, client] = [readSecret("--jwt-secret", authFile), readSecret("--client-jwt-secret", clientFile)];
  if (auth !== undefined && client?.equals(auth)) {
    throw new UsageError("--client-jwt-secret: is what --jwt-secret is; give each app a secret of its own");
  }
  return { auth, client };
}
