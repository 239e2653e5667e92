#!/usr/bin/env node
// oidc-provider with a password grant: PORT, DATA, ACCESS_TTL, REFRESH_TTL, LEEWAY, ALICE_PASSWORD, BOB_PASSWORD,
// CLIENT_SECRET, and MODULES, the folder that install.sh was given (DATA without it).
import { generateKeyPairSync, hash, randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createStore } from "./store.mjs";

const { DATA, PORT = "8101", ACCESS_TTL = "300", REFRESH_TTL = "600", LEEWAY = "1", CLIENT_SECRET } = process.env;
const { MODULES = DATA } = process.env;
const { default: Provider, errors } = createRequire(join(resolve(MODULES), "start.mjs"))("oidc-provider");
const url = `http://127.0.0.1:${PORT}`;
mkdirSync(DATA, { recursive: true });

/** What is kept of a password. Hashed before scrypt: HMAC in there takes a key and the same with a NUL behind for one. */
const derive = (password, salt) => scryptSync(hash("sha512", password), salt, 32);
const keep = (password, salt = randomBytes(16)) => ({ salt, key: derive(password, salt) });
const accounts = new Map([
  ["alice", keep(process.env.ALICE_PASSWORD)],
  ["bob", keep(process.env.BOB_PASSWORD)],
]);
const nobody = keep(randomBytes(16));

/** Whether this is the user's password; as slow where there is no such user. */
function isRight(username, password) {
  const { salt, key } = accounts.get(username) ?? nobody;
  return timingSafeEqual(derive(password, salt), key);
}

/** A key to sign ID tokens with, the same one after a restart. */
function signingKey() {
  const file = join(DATA, "signing-key.json");
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    writeFileSync(file, JSON.stringify(privateKey.export({ format: "jwk" })), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, "utf8"));
}

const provider = new Provider(url, {
  adapter: createStore(join(DATA, "oidc-provider.sqlite"), Number(LEEWAY)),
  jwks: { keys: [{ ...signingKey(), alg: "ES256", use: "sig" }] },
  cookies: { keys: [randomBytes(32).toString("hex")] },
  clients: [
    {
      client_id: "authmark",
      client_secret: CLIENT_SECRET,
      grant_types: ["password", "refresh_token"],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: "ES256",
    },
  ],
  scopes: ["openid", "offline_access"],
  features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
  findAccount: (_, accountId) =>
    accounts.has(accountId) ? { accountId, claims: () => ({ sub: accountId }) } : undefined,
  // A login is a grant here; the one that a session of the browser would have, there is not.
  expiresWithSession: () => false,
  rotateRefreshToken: true,
  clockTolerance: Number(LEEWAY),
  ttl: { AccessToken: Number(ACCESS_TTL), RefreshToken: Number(REFRESH_TTL), IdToken: 300, Grant: 14 * 86400 },
});

provider.registerGrantType(
  "password",
  async (ctx) => {
    const { client, params } = ctx.oidc;
    const { username = "", password = "", scope = "openid" } = params;
    if (!isRight(username, password)) throw new errors.InvalidGrant("no such user, or not the password");

    const grant = new provider.Grant({ clientId: client.clientId, accountId: username });
    grant.addOIDCScope(scope);
    const issued = { accountId: username, client, grantId: await grant.save(), gty: "password", scope };
    const access = new provider.AccessToken(issued);
    const refresh = new provider.RefreshToken({ ...issued, rotations: 0 });
    ctx.body = {
      access_token: await access.save(),
      refresh_token: await refresh.save(),
      expires_in: access.expiration,
      token_type: access.tokenType,
      scope,
    };
  },
  ["username", "password", "scope"],
);

const server = provider.listen(Number(PORT), "127.0.0.1", () => console.log(`oidc-provider listens on ${url}`));
process.on("SIGTERM", () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
