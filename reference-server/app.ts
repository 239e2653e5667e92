import { seedAccounts } from "./accounts/seed.ts";
import type { Config } from "./config.ts";
import { createEnv, type Env } from "./env.ts";
import { createLog } from "./log.ts";
import { introductions, preparations, type ServiceSeams } from "./protocols/index.ts";
import { rolesOf, type TransportSeams } from "./roles.ts";
import { startSweeping } from "./store/sweep.ts";
import type { Listener, ListenOptions } from "./tcp/bind.ts";

/** Where a caller can put itself between the parts of a server. Each seam gets a part and returns the one to use. */
export interface Seams extends ServiceSeams, TransportSeams {
  env?(env: Env): Env;
}

/** A server that listens for every role of its protocols. */
export interface Running {
  readonly listeners: readonly { readonly protocol: string; readonly role: string; readonly url: string }[];
  /** Stops to accept, lets what is in work finish for at most 5 s, and closes the store. */
  close(): Promise<void>;
}

/**
 * Starts a server: one listener for each role of each protocol, the first on the port that was asked for, and the first
 * for plain HTTP on the one for that. Others get free ones.
 *
 * @throws UsageError where the store or an address cannot be used; nothing listens then
 */
export async function serve(config: Config, seams: Seams = {}): Promise<Running> {
  const env = createEnv(config, createLog(config.log), seams.env);
  const opened: Listener[] = [];
  let stopSweeping = () => {};
  const stop = async () => {
    stopSweeping();
    await Promise.all(opened.map((listener) => listener.close()));
    await env.store.close();
  };
  let stopped: Promise<void> | undefined;
  const close = () => {
    stopped ??= stop();
    return stopped;
  };
  try {
    stopSweeping = await startSweeping(env, config.sweepInterval);
    await seedAccounts(config.accounts, env);
    for (const protocol of config.protocols) await preparations[protocol]?.(env, config);
    const listeners: Running["listeners"][number][] = [];
    for (const protocol of config.protocols) {
      for (const [role, open] of rolesOf(protocol, env, config, seams)) {
        const isFirst = !listeners.some((other) => (other.role === "plain") === (role === "plain"));
        const address = addressOf(role, config, isFirst);
        if (address === undefined) continue;
        const listener = await open(address);
        opened.push(listener);
        listeners.push({ protocol, role, url: listener.url });
        env.whereabouts.set(`${protocol}/${role}`, listener.url);
      }
      await introductions[protocol]?.(env, config);
    }
    return { listeners, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where a role listens, if it does. */
function addressOf(role: string, config: Config, isFirst: boolean): ListenOptions | undefined {
  const { host, port, cookiesPort, clientApp, plainPort, tls } = config;
  if (role === "cookies") return { host, port: cookiesPort, tls, portOption: "--cookies-port" };
  if (role === "client-app") return { host, port: clientApp.port, tls, portOption: "--client-app-port" };
  if (role !== "plain") return { host, port: isFirst ? port : 0, tls };
  return plainPort === undefined ? undefined : { host, port: isFirst ? plainPort : 0, portOption: "--plain-port" };
}
