import type { Config } from "../config.ts";
import { defaults } from "../config.ts";
import { createEnv, type Env } from "../env.ts";
import { generateKey } from "../jwt/keys.ts";
import { prepareSigning } from "../jwt/prepare.ts";
import { createLog } from "../log.ts";
import { protocols } from "../protocols/index.ts";

/** Making a key takes long, so that all services of a test file share one. */
const { privateKey } = await generateKey();
/** The private key of every service, in PEM. */
export const signingKey = privateKey;

export const email = "alice@example.org";
export const password = "correct horse";

/** The token in an answer; without one it throws. */
export function tokenOf({ status, headers }: Response): string {
  const token = headers.get("gn-access-token");
  if (token === null) throw new Error(`no token, but status ${status}`);
  return token;
}

/** What a token says, unverified. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}

/** A service of GetNative with a clock that stands still, and its client's requests. Tokens live for 10 seconds. */
export async function createGetnativeClient(change: Partial<Config> = {}) {
  const clock = { at: 1_000_000, now: () => clock.at };
  const argon2 = { memory: 8, passes: 1 };
  const config: Config = { ...defaults, protocols: ["getnative"], accessTtl: 10, argon2, ...change };
  const env: Env = createEnv({ ...config, rateLimit: "off" }, createLog("silent"), (made) => ({ ...made, clock }));
  await prepareSigning(env, signingKey);
  const service = protocols.getnative["server"]?.(env, config, {});
  if (service === undefined) throw new Error("there is no role server");
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    return service.fetch(
      new Request(`http://127.0.0.1:8080${path}`, { method, ...text, headers: { ...type, ...headers } }),
    );
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const account = async (token: string) => send("GET", "/account", undefined, bearer(token));
  return {
    env,
    config,
    clock,
    send,
    account,
    logIn: async (name = email, given = password) => send("POST", "/account/login", { email: name, password: given }),
    register: async (name = email, given = password) =>
      send("POST", "/account/register", { email: name, password: given }),
    changePassword: async (token: string, current_password: string, next: string) =>
      send("PUT", "/account/password", { current_password, password: next }, bearer(token)),
    deleteAccount: async (token: string) => send("DELETE", "/account", undefined, bearer(token)),
    isGood: async (token: string) => (await account(token)).status === 200,
  };
}
