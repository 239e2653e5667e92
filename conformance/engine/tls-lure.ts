import { randomBytes } from "node:crypto";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Bait } from "../model/ports.ts";
import { authorityOf, type ListensOn, listenOn } from "./listen-on.ts";

/** A port at which a handshake of TLS is noticed, and goes no further. */
export interface Lure {
  readonly bait: Bait;
  close(): Promise<void>;
}

/** What every record of a handshake begins with (RFC 8446 §5.1). */
const HANDSHAKE = 22;
const MOST_KEPT = 5;
const MOST_CONNECTIONS = 16;
const PATIENCE_MS = 5000;

/**
 * Opens a port of its own for one URL. Nobody else knows the port, and in the handshake there is no path yet; a
 * certificate that whoever fetches would trust is not to be had.
 */
export async function openLure(listen: ListensOn): Promise<Lure> {
  const fetches: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once("data", ([first]) => {
      if (first === HANDSHAKE && fetches.length < MOST_KEPT) fetches.push("a handshake of TLS");
      socket.destroy();
    });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.once("close", () => open.delete(socket));
  });
  server.maxConnections = MOST_CONNECTIONS;
  await listenOn(server, listen);
  const { port } = server.address() as AddressInfo;
  const url = `https://${authorityOf(listen.host, port)}/${randomBytes(16).toString("hex")}`;
  return {
    bait: { url, newFetches: () => fetches.splice(0) },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
