import { seedAccounts } from "./accounts/seed.ts";
import type { Config } from "./config.ts";
import { createEnv, type Env } from "./env.ts";
import { type Fetch, listen } from "./http/listen.ts";
import { createLog } from "./log.ts";
import { preparations, protocols, type ServiceSeams } from "./protocols/index.ts";
import { startSweeping } from "./store/sweep.ts";
import type { Listener, ListenOptions } from "./tcp/bind.ts";

/** Where a caller can put itself between the parts of a server. Each seam gets a part and returns the one to use. */
export interface Seams extends ServiceSeams {
  env?(env: Env): Env;
  /** Sees each request first, before routing and limits. */
  request?(request: Request): Request | Promise<Request>;
  /** Sees each response last. */
  respond?(response: Response, request: Request): Response | Promise<Response>;
}

/** A server that listens for every role of its protocols. */
export interface Running {
  readonly listeners: readonly { readonly protocol: string; readonly role: string; readonly url: string }[];
  /** Stops to accept, lets running requests finish for at most 5 s, and closes the store. */
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
  const open: Listener[] = [];
  let stopSweeping = () => {};
  const stop = async () => {
    stopSweeping();
    await Promise.all(open.map((listener) => listener.close()));
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
      for (const [role, createService] of Object.entries(protocols[protocol])) {
        const isFirst = !listeners.some((other) => (other.role === "plain") === (role === "plain"));
        const address = addressOf(role, config, isFirst);
        if (address === undefined) continue;
        const service = createService(env, config, seams);
        const fetch: Fetch = (request, arrival) => service.fetch(request, arrival);
        const listener = await listen(withSeams(fetch, seams), address);
        open.push(listener);
        listeners.push({ protocol, role, url: listener.url });
      }
    }
    return { listeners, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where a role listens, if it does. */
function addressOf(role: string, config: Config, isFirst: boolean): ListenOptions | undefined {
  const { host, port, cookiesPort, plainPort, tls } = config;
  if (role === "cookies") return { host, port: cookiesPort, tls, portOption: "--cookies-port" };
  if (role !== "plain") return { host, port: isFirst ? port : 0, tls };
  return plainPort === undefined ? undefined : { host, port: isFirst ? plainPort : 0, portOption: "--plain-port" };
}

/** Puts the seams around everything that answers a request. Where one changes the URL, its path is the one to route. */
function withSeams(fetch: Fetch, { request: before = asItIs, respond: after = asItIs }: Seams): Fetch {
  return async (original, { path: spelt, ...arrival }) => {
    const request = await before(original);
    const path = request.url === original.url ? spelt : new URL(request.url).pathname;
    return after(await fetch(request, { ...arrival, path }), request);
  };
}

function asItIs<T>(message: T): T {
  return message;
}
