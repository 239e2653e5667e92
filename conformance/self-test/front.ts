import { type AddressInfo, createConnection, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

/** Something that stands before a server and passes on what comes: a proxy of HTTP, or what ends TLS. */
export interface Front {
  /** What it makes of a request's head: request line and fields, without the empty line behind them. */
  readonly rewrite?: (head: string) => string;
  /** It ends TLS, with these settings, and the server behind it can be reached as well. */
  readonly tls?: { readonly minVersion: "TLSv1" | "TLSv1.2"; readonly ciphers: string };
}

/** A front that listens. */
export interface OpenFront {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens a front before a server.
 *
 * @param certificate a key pair in PEM, for a front that ends TLS
 */
export async function openFront(
  { rewrite, tls }: Front,
  behind: URL,
  certificate?: { cert: string; private: string },
): Promise<OpenFront> {
  const open = new Set<Socket>();
  const pass = (client: Socket) => {
    const { hostname, port } = behind;
    const server = createConnection({ host: hostname, port: Number(port) });
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on("error", () => {}).once("close", () => open.delete(socket));
    }
    const write = (bytes: Buffer) => void server.write(bytes);
    client.on("data", rewrite ? rewritingHeads(rewrite, write) : write);
    client.once("end", () => server.end()).once("close", () => server.destroy());
    server.pipe(client);
    // Also where it breaks off, and not only where it ends: a client would wait for an answer that cannot come.
    server.once("close", () => client.end());
  };
  const front: Server =
    tls && certificate
      ? createTlsServer({ ...tls, cert: certificate.cert, key: certificate.private }, pass)
      : createServer(pass);
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  const { port } = front.address() as AddressInfo;
  return {
    url: `${schemeOf(behind, tls !== undefined)}//127.0.0.1:${port}`,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}

/** The scheme of a front: that of the server behind it, over TLS or not. */
function schemeOf({ protocol }: URL, isSecure: boolean): string {
  if (protocol === "tcp:") return isSecure ? "tls:" : protocol;
  return isSecure ? "https:" : "http:";
}

/** Rewrites the head that comes first on a connection, and lets everything behind it pass as it is. */
function rewritingHeads(rewrite: (head: string) => string, write: (bytes: Buffer) => void) {
  let head: string | undefined = "";
  return (chunk: Buffer) => {
    if (head === undefined) return write(chunk);
    head += chunk.toString("latin1");
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) return;
    const rewritten = rewrite(head.slice(0, end)) + head.slice(end);
    head = undefined;
    write(Buffer.from(rewritten, "latin1"));
  };
}
