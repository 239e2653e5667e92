import { type AddressInfo, createConnection, createServer, type Socket } from "node:net";

/** One address before several servers. */
export interface RoundRobin {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Opens an address whose connections go to one server after the other, byte by byte, as a balancer of connections does. Each
 * comes from its client's own address, as on the loopback interface it can.
 *
 * @param behind the ports of the servers
 */
export async function openRoundRobin(behind: readonly number[]): Promise<RoundRobin> {
  const host = "127.0.0.1";
  const open = new Set<Socket>();
  let next = 0;
  const front = createServer({ allowHalfOpen: true }, (client) => {
    const port = behind[next++ % behind.length] ?? 0;
    const server = createConnection({ host, port, localAddress: client.remoteAddress, allowHalfOpen: true });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(socket);
      // What one side breaks off is broken off at the other; what it ends, is ended.
      socket.on("error", () => other.resetAndDestroy());
      socket.once("close", () => {
        open.delete(socket);
        other.end();
      });
      socket.setNoDelay();
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => front.listen(0, host, resolve));
  return {
    port: (front.address() as AddressInfo).port,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}
