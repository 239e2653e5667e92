import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";

/** Answers a request as it likes; the connection is its own from then on. */
export type Hostility = (socket: Socket) => void;

const HEAD = "HTTP/1.1 200 OK\r\n";
const JSON_TYPE = "content-type: application/json\r\n";

const says =
  (...parts: readonly (string | Buffer)[]): Hostility =>
  (socket) =>
    socket.end(Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part))));

const withBody = (body: string | Buffer, fields = ""): Hostility => {
  const bytes = Buffer.from(body);
  return says(`${HEAD}${JSON_TYPE}${fields}content-length: ${bytes.length}\r\n\r\n`, bytes);
};

/** Writes a beginning, and then the same again and again, as long as somebody listens. */
const endless =
  (start: string, again: string): Hostility =>
  (socket) => {
    const more = () => socket.writable && socket.write(again, () => setImmediate(more));
    socket.write(start, more);
  };

/** Writes a beginning, and then byte after byte, each in time to be no silence. */
const dripping =
  (start: string, drop: string): Hostility =>
  (socket) => {
    socket.write(start);
    const drops = setInterval(() => socket.write(drop), 50);
    socket.on("close", () => clearInterval(drops));
  };

const MEGABYTE = 1024 * 1024;
const ESC = "\u001b";
/** What a terminal, a CI runner, an XML parser or a browser could take for more than text. */
export const MARKUP = [
  `${ESC}[2J${ESC}]0;title\u0007\u009b31m\u202e`,
  "::error::oops",
  "  ::set-output name=a::b",
  "##[command]oops ##vso[task.complete]",
  "]]><!--</failure></testcase><script>alert(1)</script>&amp;&bogus;<![CDATA[",
  '"}]}],"summary":{"conformant":true}} \u0000 \ufffe',
].join("\r\n");

/** Servers that do what no server should, by accident or on purpose; the suite must come through. */
export const hostilities = {
  "lets its body drip": dripping(`${HEAD}\r\n`, "."),
  "lets its head drip": dripping(HEAD, "x"),
  "never ends its body": endless(`${HEAD}\r\n`, "x".repeat(65_536)),
  "never ends its head": endless(HEAD, `x-more: ${"x".repeat(1000)}\r\n`),
  "never ends its chunk's size": endless(`${HEAD}transfer-encoding: chunked\r\n\r\n`, "0".repeat(65_536)),
  "answers 102 again and again": endless("", "HTTP/1.1 102 Processing\r\n\r\n"),
  "sends a compression bomb": withBody(gzipSync(Buffer.alloc(64 * MEGABYTE)), "content-encoding: gzip\r\n"),
  "sends a field of a megabyte": says(`${HEAD}x-long: ${"x".repeat(MEGABYTE)}\r\n\r\n`),
  "sends thousands of fields": says(HEAD, "x: y\r\n".repeat(2500), "content-length: 0\r\n\r\n"),
  "sends a body of a megabyte": withBody("x".repeat(MEGABYTE)),
  "sends a body that is no UTF-8": withBody(Buffer.from([0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22])),
  "sends fields that are no UTF-8": says(`${HEAD}x-bytes: \xff\xfe\xc3(\r\ncontent-length: 2\r\n\r\n{}`),
  "promises more than it sends": says(`${HEAD}content-length: 99\r\n\r\n{}`),
  "sends more than it promises": says(`${HEAD}content-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n\r\nand more`),
  "promises two lengths": says(`${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
  "promises an absurd length": says(`${HEAD}content-length: 99999999999999999999\r\n\r\n{}`),
  "redirects to itself": says("HTTP/1.1 308 Permanent Redirect\r\nlocation: \r\ncontent-length: 0\r\n\r\n"),
  "closes its half": (socket) => socket.end(),
  "closes its half in the body": says(`${HEAD}transfer-encoding: chunked\r\n\r\nff\r\n{`),
  "greets like a mail server": says("220 mail.example ESMTP\r\n"),
  "answers with binary garbage": says(Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 167) % 256))),
  "asks in place of answering": says("GET / HTTP/1.1\r\nhost: a\r\n\r\n"),
  "switches protocols": says("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nx"),
  "answers with a status of its own": says("HTTP/1.1 999 ::error::\r\ncontent-length: 0\r\n\r\n"),
  "sends markup": withBody(MARKUP, "x-markup: \u009b31m ::error::oops ##[error]oops ]]>\r\n"),
  "sends escapes in a field": withBody(MARKUP, `x-markup: ${ESC}[31m\u0007\r\n`),
  "sends markup in JSON": withBody(
    JSON.stringify({ username: MARKUP, Success: { username: MARKUP, [MARKUP]: MARKUP } }),
  ),
  "sends a billion brackets": withBody("[".repeat(MEGABYTE - 1)),
  "sends deep JSON": withBody(`{"Success":{"username":${"[".repeat(4e5)}${"]".repeat(4e5)}}}`),
  "sends many small values": withBody(`{"Success":{"username":"alice","hmails":[${"[],".repeat(3e5)}[]]}}`),
} satisfies Record<string, Hostility>;

/** A server that answers requests by a hostility. */
export interface HostileServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Requests for what issues tokens, whatever the protocol: without tokens, most checks would end before they begin. */
const ISSUING = /^[A-Z]+ \S*(authenticate|login|refresh|callback)/;

/**
 * Starts a server that is hostile to every request, on a free port of the loopback interface.
 *
 * @param sound the server that issues tokens in its place, so that the hostility comes where checks look
 */
export async function startHostileServer(hostility: Hostility, sound?: URL): Promise<HostileServer> {
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => {}).once("close", () => open.delete(socket));
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    keep(client);
    client.once("data", (bytes) => {
      if (!sound || !ISSUING.test(bytes.toString("latin1"))) return hostility(client.resume());
      const behind = connect({ host: sound.hostname, port: Number(sound.port) });
      keep(behind);
      behind.write(bytes);
      client.pipe(behind).pipe(client);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
