import { seedAccounts } from "../accounts/seed.ts";
import { type Config, defaults } from "../config.ts";
import { createEnv, type Env } from "../env.ts";
import type { Service } from "../http/service.ts";
import { createLog } from "../log.ts";
import { protocols } from "../protocols/index.ts";

/** The password of every account. */
export const password = "correct horse";

/**
 * Creates one role of the session protocol, with the accounts alice and bobby and a clock that stands still.
 *
 * Requests that are given no arrival come one after another, each when the one before is answered.
 */
export async function createSessionService(role: "server" | "cookies", change: Partial<Config> = {}) {
  const clock = { at: 1_000_000, now: () => clock.at };
  const argon2 = { memory: 8, passes: 1 };
  const config: Config = { ...defaults, protocols: ["session"], accessTtl: 10, refreshTtl: 60, argon2, ...change };
  const env: Env = createEnv({ ...config, rateLimit: "off" }, createLog("silent"), (made) => ({ ...made, clock }));
  await seedAccounts(
    ["alice", "bobby"].map((username) => ({ username, password })),
    env,
  );
  const create = protocols.session[role];
  if (create === undefined) throw new Error(`there is no role ${role}`);
  const service: Service = create(env, config, {});
  const send = (path: string, init: RequestInit = {}, arrivedAt = env.arrivals.now()) =>
    service.fetch(new Request(`http://127.0.0.1:8080${path}`, init), { arrivedAt });
  return { env, clock, send };
}
