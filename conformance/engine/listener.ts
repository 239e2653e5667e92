import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Content, Listener } from "../model/ports.ts";
import type { Target } from "../model/target.ts";
import { authorityOf, type ListensOn, listenOn } from "./listen-on.ts";
import { type Lure, openLure } from "./tls-lure.ts";

const LOOPBACK = "127.0.0.1";

/** Who fetches something does so once or a few times; more of it says nothing new. */
const MOST_KEPT = 5;
const LONGEST_AGENT = 80;

const LIMITS = { requestTimeout: 5000, headersTimeout: 5000, connectionsCheckingInterval: 1000, maxHeaderSize: 16_384 };
const MOST_CONNECTIONS = 64;

/**
 * Creates a server for what a target may fetch. It listens from the first offer on; on this machine alone, unless the
 * target file names another address for it.
 */
export function createListener({ listen = { host: LOOPBACK } }: Pick<Target, "listen">): Listener {
  const offered = new Map<string, { readonly content: Content; readonly fetches: string[] }>();
  const lures: Promise<Lure>[] = [];
  let opened: Promise<Server> | undefined;
  const answer: RequestListener = (request, response) => {
    // Nobody sends a body to what is fetched.
    request.resume();
    const bait = offered.get(firstSegment(request.url));
    if (!bait) return response.writeHead(404).end();
    if (bait.fetches.length < MOST_KEPT) bait.fetches.push(described(request));
    return response.writeHead(200, { "content-type": bait.content.type }).end(bait.content.body);
  };
  return {
    async offer(content) {
      opened ??= open(answer, listen);
      const { port } = (await opened).address() as AddressInfo;
      const path = randomBytes(16).toString("hex");
      const fetches: string[] = [];
      const url = `http://${authorityOf(listen.host, port)}/${path}`;
      offered.set(path, { content: content(url), fetches });
      return { url, newFetches: () => fetches.splice(0) };
    },
    async offerOverTls() {
      if (listen.port !== undefined) return undefined;
      const lure = openLure(listen);
      lures.push(lure);
      return (await lure).bait;
    },
    async close() {
      const all = await Promise.allSettled(lures);
      await Promise.all(all.map((lure) => lure.status === "fulfilled" && lure.value.close()));
      const server = await opened?.catch(() => undefined);
      if (!server) return;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A name that a token gives may be the beginning of what is fetched. */
function firstSegment(url = ""): string {
  return /^(?:https?:\/\/[^/]*)?\/(\w*)/.exec(url)?.[1] ?? "";
}

async function open(answer: RequestListener, listen: ListensOn): Promise<Server> {
  const server = createServer(LIMITS, answer);
  server.maxConnections = MOST_CONNECTIONS;
  await listenOn(server, listen);
  server.on("clientError", (_, socket) => void socket.destroy());
  return server;
}

function described({ method, headers }: IncomingMessage): string {
  const agent = headers["user-agent"];
  return agent === undefined ? `${method}` : `${method} by ${agent.slice(0, LONGEST_AGENT)}`;
}
