import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach } from "vitest";

const opened: { server: Server; sockets: Set<Socket> }[] = [];

/** Closes, after each test, every server that was opened in it, with its connections. */
export function closeServersAfterEach(): void {
  afterEach(() => {
    for (const { server, sockets } of opened.splice(0)) {
      server.close();
      for (const socket of sockets) socket.destroy();
    }
  });
}

/** Opens a server on a free port of 127.0.0.1; returns its port. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  opened.push({ server, sockets });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** A server that answers the first bytes of each connection as it likes. */
export async function bytesServer(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => answer(socket));
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

/** A port on which nobody listens. */
export async function deadUrl(): Promise<string> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}
