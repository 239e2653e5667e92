import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { ClientApp } from "../model/apps.ts";
import { CannotTest } from "../model/errors.ts";
import type { Header, HttpRequest, HttpResponse } from "../model/exchange.ts";
import type { Counterpart } from "../model/ports.ts";
import { authorityOf, listenOn } from "./listen-on.ts";

/**
 * In milliseconds. A connection that a target keeps outlives the waits of a run, since a request that comes just when it
 * is closed is lost, and the target would be accused of what it then answers.
 */
const LIMITS = {
  keepAliveTimeout: 120_000,
  requestTimeout: 10_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16_384,
};
/** More than a target needs that opens one for each of the suite's requests. */
const MOST_CONNECTIONS = 512;
const MAX_BODY = 64 * 1024;

type Play = Parameters<Counterpart["play"]>[0];

/** What a request gets that is for no part: who asks for it has not been told of it by the suite. */
const FOR_NOBODY: HttpResponse = {
  kind: "http",
  status: 401,
  headers: [["content-type", "application/json"]],
  body: JSON.stringify({ error: "not known here", code: 401 }),
};

/** Keeps the parts of a counterpart, and finds the one that a request is for; the newest first. */
export function createParts(): Pick<Counterpart, "play"> & { answer: Play["answer"] } {
  const parts: Play[] = [];
  return {
    play: (part) => void parts.unshift(part),
    answer: async (request) => {
      const part = parts.find((each) => each.isFor(request));
      return part ? part.answer(request) : FOR_NOBODY;
    },
  };
}

/** Creates a server that a target asks in its turn, at the address where the target has been told to look for it. */
export function createCounterpart(listen: ClientApp["listen"] | undefined): Counterpart {
  if (!listen) return NONE;
  const parts = createParts();
  const scheme = listen.tls ? "https" : "http";
  const answer: RequestListener = (request, response) => {
    void received(request, `${scheme}://${authorityOf(listen.host, listen.port)}`)
      .then((asked) => (asked ? parts.answer(asked) : TOO_LARGE))
      .then((answered) => send(response, answered))
      .catch(() => response.destroy());
  };
  const server = listen.tls ? createTlsServer({ ...LIMITS, ...listen.tls }, answer) : createServer(LIMITS, answer);
  server.maxConnections = MOST_CONNECTIONS;
  server.on("clientError", (_, socket) => void socket.destroy());
  let opened: Promise<void> | undefined;
  return {
    play: parts.play,
    open() {
      opened ??= listenOn(server, listen, "clientApp.listen");
      return opened;
    },
    async close() {
      if (!(await opened?.then(Boolean.bind(undefined, true), () => false))) return;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const NONE: Counterpart = {
  open: async () => {},
  play: () => {
    throw new CannotTest("the target is told of no address where the suite answers it");
  },
  close: async () => {},
};

const TOO_LARGE: HttpResponse = { kind: "http", status: 413, headers: [], body: "" };

/** The request as plain data; nothing for one that is too large to be meant. */
async function received(message: IncomingMessage, origin: string): Promise<HttpRequest | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    length += chunk.length;
    if (length > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  const raw = message.rawHeaders;
  const headers = Array.from({ length: raw.length / 2 }, (_, at): Header => [raw[2 * at] ?? "", raw[2 * at + 1] ?? ""]);
  const body = length === 0 ? {} : { body: Buffer.concat(chunks).toString("utf8") };
  return { kind: "http", method: message.method ?? "", url: origin + (message.url ?? ""), headers, ...body };
}

function send(response: ServerResponse, answered: HttpResponse | undefined): void {
  if (!answered) {
    response.destroy();
    return;
  }
  for (const [name, value] of answered.headers) response.appendHeader(name, value);
  response.writeHead(answered.status).end(answered.body);
}
