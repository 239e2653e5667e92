import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { getRequestListener, RequestError } from "@hono/node-server";
import { bind, type Listener, type ListenOptions, withCertificate } from "../tcp/bind.ts";
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
export async function listen(fetch: Fetch, address: ListenOptions): Promise<Listener> {
  const { tls, patience = 5_000 } = address;
  const listener = getRequestListener((request, { incoming }) => fetch(request, arrivalOf(incoming)), {
    errorHandler: (error) =>
      error instanceof RequestError
        ? renderProblem(400, "The request target or the Host field is malformed.")
        : renderProblem(500, "The server is at fault."),
  });
  const server = create(listener, tls);
  // Nobody is tunnelled anywhere. Node would hang up without a word.
  server.on("connect", (_, socket) => socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"));
  const url = await bind(server, tls === undefined ? "http" : "https", address);
  return { url, close: () => stop(server, patience) };
}

function create(listener: RequestListener, tls: ListenOptions["tls"]): Server {
  if (tls === undefined) return createServer(timeouts, listener);
  return withCertificate(() => createSecureServer({ ...timeouts, ...tls, minVersion: "TLSv1.2" }, listener));
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
