import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { MARKUP } from "./hostile-servers.ts";

/** Does with a connection what it likes: from its beginning, or from a command on. */
export type LineHostility = (socket: Socket) => void;

const MEGABYTE = 1024 * 1024;

const line = (envelope: object): string => `${JSON.stringify(envelope)}\n`;
const failure = (reason: string, more: object = {}): string =>
  line({ name: "system/failure", message: { command: "system/ping", reason }, ...more });

/** Says the same to every piece that comes. */
const says =
  (...parts: readonly (string | Buffer)[]): LineHostility =>
  (socket) => {
    const said = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
    socket.on("data", () => socket.writable && socket.write(said));
  };

/** Says one thing after the other, each in time to be no silence, whatever comes. */
const dripping =
  (...drops: readonly string[]): LineHostility =>
  (socket) => {
    let count = 0;
    const dripped = setInterval(() => socket.writable && socket.write(drops[count++ % drops.length] ?? ""), 50);
    socket.resume().on("close", () => clearInterval(dripped));
  };

/** Says the same as fast as it is taken. */
const endless =
  (again: string): LineHostility =>
  (socket) => {
    const more = () => socket.writable && socket.write(again, () => setImmediate(more));
    socket.resume();
    more();
  };

/** Servers of lines that do what no server should, by accident or on purpose; the suite must come through. */
export const lineHostilities = {
  "says nothing": (socket) => socket.resume(),
  "closes at once": (socket) => socket.end(),
  "closes its half, and reads on": (socket) => socket.resume().end(),
  "resets the connection": (socket) => socket.resetAndDestroy(),
  "resets it in an answer": (socket) =>
    socket.on("data", () => socket.write('{"name":"system/fai', () => socket.resetAndDestroy())),
  "never reads": (socket) => socket.pause(),
  "repeats what it is sent": (socket) => socket.pipe(socket),
  "greets first": (socket) => {
    socket.write("220 mail.example ESMTP\r\n");
    says(failure("no"))(socket);
  },
  "answers before it is asked": (socket) => {
    socket.write(failure("no").repeat(10));
    socket.resume();
  },
  "lets a line drip": dripping("x"),
  "answers byte by byte": (socket) => dripping(...failure("no").split(""))(socket),
  "tells news again and again": dripping(line({ name: "events/tick", message: {} })),
  "never ends its line": endless("x".repeat(65_536)),
  "never ends its lines": endless(line({ name: "events/tick", message: {} }).repeat(100)),
  "sends line feeds without end": endless("\n".repeat(65_536)),
  "sends NUL without end": endless("\0".repeat(65_536)),
  "answers a line of a megabyte": says(failure("x".repeat(MEGABYTE - 200))),
  "answers three megabytes in a line": says(failure("x".repeat(3 * MEGABYTE))),
  "answers a thousand lines at once": says(failure("no").repeat(1000)),
  "answers twice": says(failure("no").repeat(2)),
  "answers two objects in one line": says(`${failure("no").trim()} ${failure("no")}`),
  "answers over several lines": says(`${JSON.stringify({ name: "system/failure", message: {} }, null, 2)}\n`),
  "answers with binary garbage": says(Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 167) % 256))),
  "answers in no UTF-8": says(Buffer.from([0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x0a])),
  "answers in UTF-16": says(Buffer.from(failure("no"), "utf16le")),
  "answers with a mark before it": says(`\ufeff${failure("no")}`),
  "answers in HTTP": says("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"),
  "sends markup": says(`${MARKUP}\n`),
  "sends markup in JSON": says(failure(MARKUP, { message_id: MARKUP, [MARKUP]: MARKUP })),
  "sends markup as a name": says(line({ name: MARKUP, message: {} })),
  "sends markup as news": says(line({ name: MARKUP, message: { [MARKUP]: MARKUP } }), failure("no")),
  "sends JSON that nests deeply": says(`{"name":"system/failure","message":${"[".repeat(4e5)}${"]".repeat(4e5)}}\n`),
  "sends many small values": says(`{"name":"system/failure","message":{"reason":[${"[],".repeat(3e5)}[]]}}\n`),
  "sends the names of a prototype": says(
    '{"name":"__proto__","__proto__":{"name":"auth/token"},"message":{"__proto__":{"token":{}},"constructor":null}}\n',
  ),
} satisfies Record<string, LineHostility>;

/** A server of lines that is hostile. */
export interface HostileLineServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Commands that yield tokens, or log in with one: without them, most checks would end before they begin. */
const ISSUING = /"auth\/(get_token|login)"/;

/**
 * Starts a server of lines that is hostile on every connection, on a free port of the loopback interface.
 *
 * @param sound the server that issues tokens in its place and takes them, so that the hostility comes where checks look:
 * on a connection, with the first other command
 */
export async function startHostileLineServer(hostility: LineHostility, sound?: URL): Promise<HostileLineServer> {
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => {}).once("close", () => open.delete(socket));
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    keep(client);
    if (!sound) return hostility(client);
    const behind = connect({ host: sound.hostname, port: Number(sound.port) });
    keep(behind);
    behind.pipe(client, { end: false });
    client.on("data", function forward(bytes: Buffer) {
      if (ISSUING.test(bytes.toString("latin1"))) return void behind.write(bytes);
      client.off("data", forward);
      behind.unpipe(client).destroy();
      client.unshift(bytes);
      hostility(client);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
