import { createServer, type Server, type Socket } from "node:net";
import { createServer as createSecureServer } from "node:tls";
import { bind, type Listener, type ListenOptions, withCertificate } from "./bind.ts";
import { type ConnectionOptions, type Converse, serveConnection } from "./connection.ts";

/** Milliseconds that a client may take for its TLS handshake. */
const handshakeTimeout = 10_000;

/** How a listener serves its connections, and how many. */
export interface LineOptions extends ConnectionOptions {
  /** Connections that may be open at once; one more is closed as soon as it is there. */
  readonly maxConnections: number;
}

/**
 * Serves lines over TCP, over TLS 1.2 or higher where there is a certificate: then the port takes nothing in plain text.
 *
 * @throws UsageError where the address cannot be listened on, or the certificate and its key are not usable
 */
export async function listenForLines(
  converse: Converse,
  address: ListenOptions,
  options: LineOptions,
): Promise<Listener> {
  const { tls, patience = 5_000 } = address;
  const sockets = new Set<Socket>();
  const served = new Map<Socket, () => void>();
  const serve = (socket: Socket) => {
    served.set(socket, serveConnection(socket, converse, options));
    socket.once("close", () => served.delete(socket));
  };
  const server = create(serve, tls);
  server.maxConnections = options.maxConnections;
  // Over TLS there is one before its handshake, too.
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const url = await bind(server, tls === undefined ? "tcp" : "tls", address);

  const close = () =>
    new Promise<void>((resolve) => {
      const drop = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, patience);
      server.close(() => {
        clearTimeout(drop);
        resolve();
      });
      for (const finish of served.values()) finish();
    });
  return { url, close };
}

function create(serve: (socket: Socket) => void, tls: ListenOptions["tls"]): Server {
  const half = { allowHalfOpen: true, noDelay: true };
  if (tls === undefined) return createServer(half, serve);
  return withCertificate(() => createSecureServer({ ...half, ...tls, minVersion: "TLSv1.2", handshakeTimeout }, serve));
}
