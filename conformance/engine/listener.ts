import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isLoopback } from "../kit/address.ts";
import { CannotTest } from "../model/errors.ts";
import type { Content, Listener } from "../model/ports.ts";
import type { Target } from "../model/target.ts";

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
  let opened: Promise<Server> | undefined;
  const answer = (request: IncomingMessage, response: ServerResponse) => {
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
      const host = listen.host.includes(":") ? `[${listen.host}]` : listen.host;
      const url = `http://${host}:${port}/${path}`;
      offered.set(path, { content: content(url), fetches });
      return { url, newFetches: () => fetches.splice(0) };
    },
    async close() {
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

async function open(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  { host, port = 0 }: NonNullable<Target["listen"]>,
): Promise<Server> {
  const server = createServer(LIMITS, answer);
  server.maxConnections = MOST_CONNECTIONS;
  // A name by which others reach this machine, such as that of a container's host, need not be an address of it.
  const address = isLoopback(`http://${host.includes(":") ? `[${host}]` : host}`) ? { host } : {};
  await new Promise<void>((resolve, reject) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      const remedy = port === 0 ? "see listen.host in the target file" : "give another listen.port in the target file";
      reject(new CannotTest(`the suite cannot listen on ${host}, port ${port} (${code ?? message}): ${remedy}`));
    });
    server.listen({ ...address, port }, resolve);
  });
  server.on("clientError", (_, socket) => void socket.destroy());
  // It does not keep a run from ending.
  return server.unref();
}

function described({ method, headers }: IncomingMessage): string {
  const agent = headers["user-agent"];
  return agent === undefined ? `${method}` : `${method} by ${agent.slice(0, LONGEST_AGENT)}`;
}
