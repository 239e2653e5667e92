import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaults } from "./config.ts";
import { UsageError } from "./errors.ts";
import { parseOptions } from "./options.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "authmark-"));
});
afterAll(() => rm(directory, { recursive: true }));

async function newFile(name: string, content: string): Promise<string> {
  await writeFile(join(directory, name), content);
  return join(directory, name);
}

const protocols = ["hmail"];

const STORE_REMEDY =
  "--store: give memory, or sqlite: and a file name, such as sqlite:authmark.db, or the URL of a database, such as postgres://USER@HOST/DATABASE";

describe("options", () => {
  it("that are left out are the defaults", () => {
    expect(parseOptions({ protocols })).toEqual({ ...defaults, protocols });
  });

  it("are turned into their types", () => {
    const given = {
      protocols: ["hmail", "hmail"],
      port: "0",
      host: "::1",
      store: "sqlite:a.db",
      accessTtl: "0.5",
      refreshTtl: "60",
      refreshLifetime: "absolute",
      cookiesPort: "0",
      domain: "mail.example",
      issuer: "https://api.example",
      audience: "example",
      argon2Memory: "8",
      argon2Passes: "1",
      powBits: "512",
      powRequirement: "0",
      powTtl: "1.5",
      rateLimit: "20/5",
      sweepInterval: "1",
      bodyLimit: "1024",
      lineLimit: "512",
      idleTimeout: "0.5",
      maxConnections: "1",
      requireTokensToPersistIp: true,
      codeTtl: "30",
      mailTokenTtl: "60",
      failedLogins: "3/10",
      suspension: "20",
      outbox: "mails",
      smtp: "smtps://user@mail.example:465",
      operator: "alice",
      clientAppPort: "0",
      authApp: "https://auth.example/",
      clientId: "shop",
      log: "silent",
    };
    expect(parseOptions(given)).toEqual({
      protocols,
      port: 0,
      host: "::1",
      store: "a.db",
      accessTtl: 0.5,
      refreshTtl: 60,
      refreshLifetime: "absolute",
      accounts: [],
      cookiesPort: 0,
      domain: "mail.example",
      issuer: "https://api.example",
      audience: "example",
      argon2: { memory: 8, passes: 1 },
      pow: { bits: 512, requirement: 0, ttl: 1.5 },
      rateLimit: { burst: 20, perSecond: 5 },
      sweepInterval: 1,
      bodyLimit: 1024,
      lineLimit: 512,
      idleTimeout: 0.5,
      maxConnections: 1,
      requireTokensToPersistIp: true,
      codeTtl: 30,
      mailTokenTtl: 60,
      suspensions: { failures: 3, window: 10, suspension: 20 },
      mail: { from: "auth@mail.example", outbox: "mails", smtp: { url: "smtps://user@mail.example:465" } },
      clients: [],
      operator: "alice",
      clientApp: { port: 0, authApp: "https://auth.example", clientId: "shop" },
      log: "silent",
    });
  });

  it("can switch the rate limit off", () => {
    expect(parseOptions({ protocols, rateLimit: "off" }).rateLimit).toBe("off");
  });

  it("name files, which are read", async () => {
    const accounts = await newFile("accounts.json", '[{"username": "alice", "password": "correct horse"}]');
    const tlsCert = await newFile("cert.pem", "the certificate");
    const tlsKey = await newFile("key.pem", "the key");
    const signingKey = await newFile("signing-key.pem", "the other key");
    expect(parseOptions({ protocols, signingKey })).toMatchObject({ signingKey: "the other key" });
    expect(parseOptions({ protocols, accounts, tlsCert, tlsKey })).toMatchObject({
      accounts: [{ username: "alice", password: "correct horse" }],
      tls: { cert: "the certificate", key: "the key" },
    });
    expect(parseOptions({ protocols, tlsCert, tlsKey, plainPort: "0" })).toMatchObject({ plainPort: 0 });
  });

  it("name files of clients and secrets, of which a line end is no part", async () => {
    const client = { client_id: "shop", client_secret: "sixteen letters!", redirect_uri: "https://shop.example" };
    const clients = await newFile("clients.json", JSON.stringify([client]));
    const clientSecret = await newFile("client-secret", "a secret\n");
    const jwtSecret = await newFile("jwt-secret", `${"x".repeat(32)}\n`);
    const clientJwtSecret = await newFile("client-jwt-secret", "y".repeat(32));
    const options = { clients, clientSecret, jwtSecret, clientJwtSecret, authAppCa: clientSecret };
    expect(parseOptions({ protocols, ...options, mailFrom: "a@b.example" })).toMatchObject({
      clients: [{ clientId: "shop", secret: "sixteen letters!", isActive: true }],
      jwtSecret: Buffer.from("x".repeat(32)),
      clientApp: { clientSecret: "a secret", jwtSecret: Buffer.from("y".repeat(32)), authAppCa: "a secret\n" },
      mail: { from: "a@b.example" },
    });
    expect(() => parseOptions({ protocols, jwtSecret: clientSecret })).toThrow(
      new UsageError(`--jwt-secret: ${clientSecret} holds 8 bytes; give 32 or more that are random`),
    );
    expect(() => parseOptions({ protocols, jwtSecret, clientJwtSecret: jwtSecret })).toThrow(
      new UsageError("--client-jwt-secret: is what --jwt-secret is; give each app a secret of its own"),
    );
  });

  it.each([
    [{ protocols: ["imap"] }, "PROTOCOL: give one or more of: hmail, session, getnative, angen, pattmayne"],
    [{ protocols: [] }, "PROTOCOL: give one or more of: hmail, session, getnative, angen, pattmayne"],
    [{ port: "65536" }, "--port: give an integer from 0 to 65535"],
    [{ port: "http" }, "--port: give an integer from 0 to 65535"],
    [{ port: "-1" }, "--port: give an integer from 0 to 65535"],
    [{ port: "" }, "--port: give an integer from 0 to 65535"],
    [{ host: "" }, "--host: give an address of this machine, such as 127.0.0.1"],
    [{ store: "mysql" }, STORE_REMEDY],
    [{ store: "sqlite:" }, STORE_REMEDY],
    [{ accessTtl: "1h" }, "--access-ttl: give a number of seconds, such as 3600 or 0.5"],
    [{ refreshTtl: "0" }, "--refresh-ttl: give more than 0 seconds"],
    [{ refreshLifetime: "fixed" }, "--refresh-lifetime: give one of: sliding, absolute"],
    [{ domain: "a#b" }, "--domain: give a name without spaces and without #, such as mail.example"],
    [{ issuer: "" }, "--issuer: give a name or a URL without blanks, such as api.example.com"],
    [{ audience: "a b" }, "--audience: give a name or a URL without blanks, such as api.example.com"],
    [{ signingKey: "/none" }, "--signing-key: cannot read /none; name a file that exists and that this user may read"],
    [{ argon2Memory: "7" }, "--argon2-memory: give an integer from 8 to 4194304"],
    [{ argon2Passes: "0" }, "--argon2-passes: give an integer from 1 to 1000"],
    [{ powBits: "511" }, "--pow-bits: give an integer from 512 to 8192"],
    [{ powRequirement: "4294967296" }, "--pow-requirement: give an integer from 0 to 4294967295"],
    [{ powTtl: "0" }, "--pow-ttl: give more than 0 seconds"],
    [{ plainPort: "65536" }, "--plain-port: give an integer from 0 to 65535"],
    [{ plainPort: "0" }, "--plain-port: is for a port beside TLS; give --tls-cert and --tls-key, or leave it out"],
    [{ rateLimit: "100" }, "--rate-limit: give BURST/PER_SECOND, two integers above 0 such as 100/10, or off"],
    [{ rateLimit: "0/10" }, "--rate-limit: give BURST/PER_SECOND, two integers above 0 such as 100/10, or off"],
    [{ sweepInterval: "0" }, "--sweep-interval: give an integer from 1 to 86400"],
    [{ bodyLimit: "1e3" }, "--body-limit: give an integer from 1 to 1073741824"],
    [{ lineLimit: "0" }, "--line-limit: give an integer from 1 to 1073741824"],
    [{ idleTimeout: "0" }, "--idle-timeout: give more than 0 seconds"],
    [{ idleTimeout: "86401" }, "--idle-timeout: give at most a day, which is 86400"],
    [{ maxConnections: "0" }, "--max-connections: give an integer from 1 to 1000000"],
    [{ codeTtl: "0" }, "--code-ttl: give more than 0 seconds"],
    [{ failedLogins: "10" }, "--failed-logins: give COUNT/SECONDS, two integers above 0 such as 10/60"],
    [{ outbox: "" }, "--outbox: give the name of a file, such as outbox.jsonl"],
    [
      { smtp: "smtp://user:secret@mail.example" },
      "--smtp: give smtp://HOST or smtps://USER@HOST:PORT, without a password; AUTHMARK_SMTP_PASSWORD holds that",
    ],
    [{ mailFrom: "auth" }, "--mail-from: give an email, such as auth@example.com"],
    [{ clients: "/none" }, "--clients: cannot read /none; name a file that exists and that this user may read"],
    [{ clientAppPort: "65536" }, "--client-app-port: give an integer from 0 to 65535"],
    [{ authApp: "auth.example" }, "--auth-app: give the URL of its root, such as https://auth.example.com"],
    [{ authApp: "https://a:99999" }, "--auth-app: give the URL of its root, such as https://auth.example.com"],
    [{ clientId: "a b" }, "--client-id: give a name of 2 to 64 letters, digits, dots, dashes and low lines"],
    [{ log: "loud" }, "--log: give one of: fatal, error, warn, info, debug, trace, silent"],
    [{ accounts: "/none" }, "--accounts: cannot read /none; name a file that exists and that this user may read"],
    [{ tlsCert: "/none" }, "--tls-key: missing; give the key of --tls-cert as well"],
    [{ tlsKey: "/none" }, "--tls-cert: missing; give the certificate of --tls-key as well"],
    [
      { tlsCert: "/none", tlsKey: "/none" },
      "--tls-cert: cannot read /none; name a file that exists and that this user may read",
    ],
  ])("%j get one message, with the option and the remedy", (options, message) => {
    expect(() => parseOptions({ protocols, ...options })).toThrow(new UsageError(message));
  });
});
