#!/usr/bin/env node
// better-auth with bearer tokens: PORT, DATA, ACCESS_TTL, ALICE_PASSWORD, BOB_PASSWORD, and MODULES, the folder that
// install.sh was given (DATA without it). It has no refresh tokens, and so REFRESH_TTL says nothing to it.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";

const { DATA, PORT = "8103", ACCESS_TTL = "300", MODULES = DATA, ALICE_PASSWORD, BOB_PASSWORD } = process.env;
const require = createRequire(join(resolve(MODULES), "start.mjs"));
const { betterAuth } = require("better-auth");
const { toNodeHandler } = require("better-auth/node");
const { bearer, jwt, username } = require("better-auth/plugins");
const url = `http://127.0.0.1:${PORT}`;
mkdirSync(DATA, { recursive: true });

/** What sessions are signed with, the same after a restart. */
function secret() {
  const file = join(DATA, "secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

const auth = betterAuth({
  baseURL: url,
  secret: secret(),
  database: new DatabaseSync(join(DATA, "better-auth.sqlite")),
  emailAndPassword: { enabled: true, maxPasswordLength: 256 },
  // The session of a login ends after its time, however much it is used.
  session: { expiresIn: Number(ACCESS_TTL), disableSessionRefresh: true },
  plugins: [bearer(), jwt(), username()],
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { disabled: true },
});

const context = await auth.$context;
await context.runMigrations();
for (const [name, password] of Object.entries({ alice: ALICE_PASSWORD, bob: BOB_PASSWORD })) {
  const email = `${name}@example.test`;
  if ((await context.internalAdapter.findUserByEmail(email)) === null) {
    await auth.api.signUpEmail({ body: { email, password, name, username: name } });
  }
}

const handler = toNodeHandler(auth);
const server = createServer((request, response) => {
  // It rejects what fetch has no request for (TRACE, CONNECT); uncaught, that would be the end of the process.
  handler(request, response).catch(() => response.writeHead(500).end());
});
server.listen(Number(PORT), "127.0.0.1", () => console.log(`better-auth listens on ${url}`));
process.on("SIGTERM", () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
