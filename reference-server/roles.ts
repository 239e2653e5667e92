import type { Config, ProtocolName } from "./config.ts";
import type { Env } from "./env.ts";
import { type Fetch, listen } from "./http/listen.ts";
import { isHttpProtocol, lineProtocols, protocols, type ServiceSeams } from "./protocols/index.ts";
import type { Listener, ListenOptions } from "./tcp/bind.ts";
import type { Converse } from "./tcp/connection.ts";
import { type CreateSplitter, createSplitter } from "./tcp/framing.ts";
import { logFault } from "./tcp/implement.ts";
import { listenForLines } from "./tcp/listen.ts";

/** Where a caller can put itself between a service and those who ask it. */
export interface TransportSeams {
  /** Sees each request first, before routing and limits. */
  request?(request: Request): Request | Promise<Request>;
  /** Gets a client's address; returns the one to count for. */
  address?(address: string, request: Request): string;
  /** Sees each response last. */
  respond?(response: Response, request: Request): Response | Promise<Response>;
  /** Gets what cuts bytes into lines. */
  splitter?(createSplitter: CreateSplitter): CreateSplitter;
  /** Gets what answers the lines of each connection: it can see and change what comes in, what goes out, and when. */
  converse?(converse: Converse, env: Env): Converse;
}

/** Starts to listen for one role of a protocol. */
export type Open = (address: ListenOptions) => Promise<Listener>;

/** The roles of a protocol, and how each is opened. */
export function rolesOf(
  protocol: ProtocolName,
  env: Env,
  config: Config,
  seams: ServiceSeams & TransportSeams,
): [role: string, open: Open][] {
  if (!isHttpProtocol(protocol)) {
    const converse = lineProtocols[protocol](env, config, seams);
    const options = {
      createSplitter: seams.splitter?.(createSplitter) ?? createSplitter,
      lineLimit: config.lineLimit,
      timers: env.timers,
      idleTimeout: config.idleTimeout,
      maxConnections: config.maxConnections,
      onFault: (error: unknown) => logFault(error, env),
    };
    return [["server", (address) => listenForLines(seams.converse?.(converse, env) ?? converse, address, options)]];
  }
  return Object.entries(protocols[protocol]).map(([role, createService]) => [
    role,
    (address) => {
      const service = createService(env, config, seams);
      return listen(
        withSeams((request, arrival) => service.fetch(request, arrival), seams),
        address,
      );
    },
  ]);
}

/** Puts the seams around everything that answers a request. Where one changes the URL, its path is the one to route. */
function withSeams(
  fetch: Fetch,
  { request: before = asItIs, respond: after = asItIs, address: countedFor = asItIs }: TransportSeams,
): Fetch {
  return async (original, { path: spelt, address: from, ...arrival }) => {
    const request = await before(original);
    const path = request.url === original.url ? spelt : new URL(request.url).pathname;
    return after(await fetch(request, { ...arrival, path, address: countedFor(from, request) }), request);
  };
}

function asItIs<T>(message: T): T {
  return message;
}
