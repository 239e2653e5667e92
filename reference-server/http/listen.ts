import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { getRequestListener, RequestError } from "@hono/node-server";
import { reasonOf, UsageError } from "../errors.ts";
import { instant } from "./arrivals.ts";
import { renderProblem } from "./problem.ts";

/** What a `Request` does not tell of how it came. */
export interface Arrival {
  /** The path as the request line spells it. */
  readonly path: string;
  /** The client's address; empty where the client is gone. */
  readonly address: string;
  /** When its header was read, by the clock of `Arrivals`. */
  readonly arrivedAt: number;
}

/** Answers a request. */
export type Fetch = (request: Request, arrival: Arrival) => Response | Promise<Response>;

/** Where to listen, and with which certificate. */
export interface ListenOptions {
  readonly host: string;
  /** 0 for one that is free. */
  readonly port: number;
  /** The option by which the port was chosen, for the message; --port if left out. */
  readonly portOption?: string;
  /** A certificate chain and its key, in PEM; without them the server speaks plain HTTP. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Milliseconds after which a closing server drops the connections that are still open; 5000 if left out. */
  readonly patience?: number;
}

/** A server that listens. */
export interface Listener {
  readonly url: string;
  /** Accepts no more connections, lets running requests finish, and resolves when every connection is closed. */
  close(): Promise<void>;
}

/** Milliseconds that a client may take for its header, its request, and between two requests. */
const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
};

/**
 * Serves HTTP/1.1, over TLS 1.2 or higher where there is a certificate: then the port takes nothing in plain text.
 *
 * @throws UsageError where the address cannot be listened on, or the certificate and its key are not usable
 * @see {@link https://www.rfc-editor.org/rfc/rfc9112.html RFC 9112 - HTTP/1.1}
 * @see {@link https://www.rfc-editor.org/rfc/rfc9325.html#section-3.1.1 RFC 9325 - TLS Protocol Versions}
 */
export async function listen(
  fetch: Fetch,
  { host, port, portOption = "--port", tls, patience = 5_000 }: ListenOptions,
): Promise<Listener> {
  const listener = getRequestListener((request, { incoming }) => fetch(request, arrivalOf(incoming)), {
    errorHandler: (error) =>
      error instanceof RequestError
        ? renderProblem(400, "The request target or the Host field is malformed.")
        : renderProblem(500, "The server is at fault."),
  });
  const server = create(listener, tls);
  // Nobody is tunnelled anywhere. Node would hang up without a word.
  server.on("connect", (_, socket) => socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"));
  try {
    await once(server.listen(port, host), "listening");
  } catch (error) {
    const remedy = `choose another, or ${portOption} 0 for any that is free`;
    throw new UsageError(
      `${portOption}, --host: cannot listen on ${host}, port ${port} (${reasonOf(error)}); ${remedy}`,
    );
  }
  return { url: urlOf(server, tls === undefined ? "http" : "https"), close: () => stop(server, patience) };
}

function create(listener: RequestListener, tls: ListenOptions["tls"]): Server {
  if (tls === undefined) return createServer(timeouts, listener);
  try {
    return createSecureServer({ ...timeouts, ...tls, minVersion: "TLSv1.2" }, listener);
  } catch (error) {
    const remedy = "give a certificate and its own key, in PEM";
    throw new UsageError(`--tls-cert, --tls-key: not a usable pair (${reasonOf(error)}); ${remedy}`);
  }
}

function urlOf(server: Server, scheme: string): string {
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the server is bound to no port");
  return `${scheme}://${bound.family === "IPv6" ? `[${bound.address}]` : bound.address}:${bound.port}`;
}

function arrivalOf({ url = "", socket }: Pick<IncomingMessage, "url" | "socket">): Arrival {
  // A request target is in origin form, or in absolute form behind the authority.
  const path = url.replace(/^https?:\/\/[^/?]*/i, "").replace(/\?.*$/s, "");
  return { path, address: socket.remoteAddress ?? "", arrivedAt: instant() };
}

function stop(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    // Node closes what is idle now, but not a connection that becomes idle when its last response is out.
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    const drop = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(drop);
      resolve();
    });
  });
}
