import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { connect as connectTls } from "node:tls";

/** What a client says about where it comes from, and whom it trusts. */
interface ClientOptions {
  /** The address that it comes from. */
  readonly localAddress?: string;
  /** The authority of the server's certificate, in PEM. */
  readonly ca?: string;
}

/** Opens a connection to `tcp://` or `tls://`. What cannot be opened, or breaks off, is closed. */
export async function openLines(url: string, { localAddress = "127.0.0.1", ca }: ClientOptions = {}) {
  const { protocol, hostname, port } = new URL(url);
  const to = { host: hostname, port: Number(port), localAddress };
  const socket: Socket = protocol === "tls:" ? connectTls({ ...to, ca: ca ?? "" }) : connect(to);
  // Who looks at `next` sees that it is closed.
  socket.on("error", () => {});
  await Promise.race([once(socket, protocol === "tls:" ? "secureConnect" : "connect"), once(socket, "close")]);
  const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();

  /** The next line as JSON; undefined where the server has ended the connection. */
  const next = async () => {
    const { done, value } = await lines.next();
    return done ? undefined : JSON.parse(value);
  };
  const send = (bytes: string | Buffer) => void socket.write(bytes);
  const ask = async (name: string, command: object = {}, message_id?: string) => {
    send(`${JSON.stringify({ name, command, message_id })}\n`);
    return next();
  };
  return { socket, send, next, ask };
}

/** A client's end of a connection for lines. */
export type LineClient = Awaited<ReturnType<typeof openLines>>;
