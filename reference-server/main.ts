#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { Command, Option } from "commander";
import { UsageError } from "./errors.ts";

// What is loaded from here on, the next start has compiled already.
enableCompileCache();

const usageExitCode = 2;
const exit = ({ exitCode }: { exitCode: number }) => process.exit(exitCode === 0 ? 0 : usageExitCode);

/** An option that a variable stands for as well, since a container is told by these; the command line goes before. */
const variable = (flags: string, description: string) => {
  const option = new Option(flags, description);
  return option.env(`AUTHMARK_${option.name().replaceAll("-", "_").toUpperCase()}`);
};

const program = new Command("authmark-reference")
  .description("Serves protocols as their specification says, and prints where it listens as one line of JSON.")
  .usage("<protocol...> [options]")
  .argument("[protocol...]", "what to serve: hmail, session, getnative, angen, pattmayne (AUTHMARK_PROTOCOL)")
  .addOption(
    variable("--port <number>", "port of the first listener, 0 for one that is free; others get free ones (8080)"),
  )
  .addOption(variable("--host <address>", "address to listen on (127.0.0.1)"))
  .addOption(
    variable("--store <store>", "memory, sqlite:FILE, or postgres://USER@HOST/DATABASE, with PGPASSWORD (memory)"),
  )
  .addOption(variable("--access-ttl <seconds>", "lifetime of an access token (3600)"))
  .addOption(variable("--refresh-ttl <seconds>", "lifetime of a refresh token (2592000)"))
  .option("--refresh-lifetime <kind>", "a session's: sliding with each refresh, or absolute from its login (sliding)")
  .addOption(
    variable("--accounts <file>", "accounts to add: a JSON array of {username, password}, and email if there is one"),
  )
  .option("--tls-cert <file>", "certificate chain, in PEM; with it, nothing is served without TLS")
  .option("--tls-key <file>", "the certificate's key, in PEM")
  .option("--cookies-port <number>", "port of the listener for tokens in cookies, 0 for one that is free (0)")
  .addOption(
    variable("--plain-port <number>", "port beside TLS on which plain HTTP is refused, 0 for one that is free (none)"),
  )
  .option("--domain <name>", "domain of this server's addresses (localhost)")
  .option("--issuer <name>", "who signed tokens say that they are from (api.get-native.com)")
  .option("--audience <name>", "whom signed tokens say that they are for (get-native.com)")
  .option("--signing-key <file>", "RSA key to sign tokens with, PKCS #8 in PEM (the one in the store, or a new one)")
  .option("--argon2-memory <kib>", "memory that hashing a password takes (19456)")
  .option("--argon2-passes <number>", "passes over that memory (2)")
  .option("--pow-requirement <number>", "squarings that a new account costs, 0 for none (390000)")
  .option("--pow-bits <number>", "length of the modulus to square by (2048)")
  .option("--pow-ttl <seconds>", "lifetime of a proof-of-work challenge (3600)")
  .option("--rate-limit <burst/second>", "requests of one address at once, and more a second; or off (100/10)")
  .option("--sweep-interval <seconds>", "time between deletions of what has expired (60)")
  .option("--body-limit <bytes>", "longest body that is read (65536)")
  .option("--line-limit <bytes>", "longest line that is read (65536)")
  .option("--idle-timeout <seconds>", "time without a line after which a connection for lines is dropped (60)")
  .option("--max-connections <number>", "connections for lines that are open at once (1024)")
  .option("--require-tokens-to-persist-ip", "let angen's tokens log in only from the address that they were given to")
  .option("--code-ttl <seconds>", "lifetime of a one-time code (60)")
  .option("--mail-token-ttl <seconds>", "lifetime of a token that is mailed (86400)")
  .option("--failed-logins <count/seconds>", "failed logins that suspend an address (10/60)")
  .option("--suspension <seconds>", "time for which it is suspended (60)")
  .option("--outbox <file>", "where mail is written, a line of JSON each, without --smtp (outbox.jsonl)")
  .option(
    "--smtp <url>",
    "mail server: smtp://HOST or smtps://USER@HOST:PORT; AUTHMARK_SMTP_PASSWORD holds the password",
  )
  .option("--mail-from <email>", "whom mail is from (auth@ the domain)")
  .option("--clients <file>", "clients to add: a JSON array of {client_id, client_secret, redirect_uri}")
  .option("--operator <user>", "the account that may add and change clients")
  .option("--jwt-secret <file>", "what the auth app signs its tokens with (what is in the store, or something new)")
  .option("--client-app-port <number>", "port of the client app's listener, 0 for one that is free (0)")
  .option("--auth-app <url>", "the auth app that the client app asks (the one beside it)")
  .option("--auth-app-ca <file>", "certificate, in PEM, that the client app trusts there")
  .option("--client-id <name>", "the client app's name at the auth app (client_app)")
  .option("--client-secret <file>", "its secret there; without it, one is made and registered at the start")
  .option("--client-jwt-secret <file>", "what the client app signs its tokens with (something new at each start)")
  .option("--log <level>", "fatal, error, warn, info, debug, trace or silent (info)")
  .addHelpText(
    "after",
    "\nFor tests:\n  authmark-reference session --port 0 --accounts FILE --access-ttl 5 --refresh-ttl 10 --rate-limit off",
  )
  .enablePositionalOptions()
  .helpCommand(false)
  .exitOverride(exit)
  .action(serveProtocols);

const account = program
  .command("account")
  .description("Changes accounts, also while their server runs.")
  .helpCommand(false);
account
  .command("set-password <user>")
  .description("Sets a password and revokes the user's tokens. AUTHMARK_NEW_PASSWORD or standard input holds it.")
  .option("--store <store>", "the server's own: sqlite:FILE, or postgres://USER@HOST/DATABASE")
  .action(setPassword);
account
  .command("remove <user>")
  .description(
    "Removes a user with all tokens and mails. A user in the file of --accounts is added again at the next start.",
  )
  .option("--store <store>", "the server's own: sqlite:FILE, or postgres://USER@HOST/DATABASE")
  .action(removeAccount);

const key = program
  .command("key")
  .description("Changes the key that tokens are signed with, also while its server runs.")
  .helpCommand(false);
key
  .command("rotate")
  .description("Signs with another key from now on. Tokens that the one before has signed stay good until they expire.")
  .option("--store <store>", "the server's own: sqlite:FILE, or postgres://USER@HOST/DATABASE")
  .option("--signing-key <file>", "the key, RSA in PKCS #8 in PEM (a new one)")
  .action(rotateKey);

program
  .command("health")
  .description("Asks the server of this machine, or container, whether it lives; ends in 1 where it does not.")
  .addOption(variable("--port <number>", "its port (8080)"))
  .addOption(variable("--host <address>", "the address that it listens on (127.0.0.1)"))
  .helpCommand(false)
  .action(showHealth);

// What follows is loaded only where it is needed, so that --help and a wrong option are answered at once.

async function serveProtocols(protocols: readonly string[], options: Record<string, string | true>): Promise<void> {
  const { parseOptions } = await import("./options.ts");
  const told = process.env["AUTHMARK_PROTOCOL"]?.split(/[\s,]+/).filter((name) => name !== "") ?? [];
  const config = parseOptions({ ...options, protocols: protocols.length > 0 ? protocols : told });
  const { serve } = await import("./app.ts");
  const { listeners, close } = await serve(config);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, close);
  console.log(JSON.stringify({ listeners }));
}

async function setPassword(username: string, { store }: { store?: string }): Promise<void> {
  const { administer, readNewPassword, setPassword } = await import("./accounts/administer.ts");
  await administer(store, async (env) => setPassword(username, await readNewPassword(process.env, process.stdin), env));
  console.log(`The password of ${username} is set, and no earlier token is good.`);
}

async function removeAccount(username: string, { store }: { store?: string }): Promise<void> {
  const { administer, removeAccount } = await import("./accounts/administer.ts");
  await administer(store, (env) => removeAccount(username, env));
  console.log(`${username} is removed.`);
}

async function rotateKey({ store, signingKey }: { store?: string; signingKey?: string }): Promise<void> {
  const { administer } = await import("./accounts/administer.ts");
  const { rotateSigning } = await import("./jwt/prepare.ts");
  const { read } = await import("./option-parts.ts");
  const pem = signingKey === undefined ? undefined : read("--signing-key", signingKey);
  await administer(store, async (env) => {
    console.log(`Tokens are signed with the key ${await rotateSigning(env, pem)} from now on.`);
  });
}

async function showHealth({ port, host }: { port?: string; host?: string }): Promise<void> {
  const { lookAt } = await import("./health.ts");
  const { parseAddress } = await import("./options.ts");
  const address = parseAddress({ port, host });
  const wrong = await lookAt(address.host, address.port);
  if (wrong === undefined) return;
  console.error(`authmark-reference: ${wrong}`);
  process.exitCode = 1;
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`authmark-reference: ${error.message}`);
  process.exit(usageExitCode);
}
