import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Server } from "node:net";
import { gzipSync } from "node:zlib";
import { generate } from "selfsigned";
import { afterEach, describe, expect, it } from "vitest";
import type { HttpRequest } from "../model/exchange.ts";
import { bytesServer, closeServersAfterEach, deadUrl, listen } from "../testing/servers.ts";
import { createHttpTransport, type HttpTransport } from "./http-transport.ts";

closeServersAfterEach();
const transports: HttpTransport[] = [];
afterEach(async () => {
  await Promise.all(transports.splice(0).map((transport) => transport.close()));
});

function transportTo(url: string, options: { ca?: string; timeoutMs?: number } = {}) {
  const { ca, timeoutMs = 5000 } = options;
  const transport = createHttpTransport({ url, ...(ca && { ca }) }, timeoutMs);
  transports.push(transport);
  return transport;
}

const get = (url: string): HttpRequest => ({ kind: "http", method: "GET", url, headers: [] });
const ask = (url: string, options: Parameters<typeof transportTo>[1] = {}) =>
  transportTo(url, options).exchange(get(url));
const says = (text: string | Buffer) => bytesServer((socket) => socket.end(text));
const HEAD = "HTTP/1.1 200 OK\r\n";

describe("an answer", () => {
  it("comes as it came: fields in order, repeated, in their own spelling", async () => {
    const url = await says(
      `${HEAD}X-One: 1\r\nSet-Cookie: a\r\nx-one: 2\r\nset-cookie: b\r\nContent-Length: 2\r\n\r\nhi`,
    );
    const headers = [
      ["X-One", "1"],
      ["Set-Cookie", "a"],
      ["x-one", "2"],
      ["set-cookie", "b"],
      ["Content-Length", "2"],
    ];
    expect(await ask(url)).toEqual({ kind: "http", status: 200, headers, body: "hi" });
  });

  it.each([
    [
      "of bytes that are no UTF-8",
      Buffer.concat([Buffer.from(`${HEAD}\r\n`), Buffer.from([0x61, 0xff, 0x62])]),
      "a\ufffdb",
    ],
    ["in chunks", `${HEAD}Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n`, "ab"],
    ["that is empty", `${HEAD}Content-Length: 0\r\n\r\n`, ""],
    ["that ends with the connection", `${HEAD}\r\nto the end`, "to the end"],
    ["that goes on behind its length", `${HEAD}Content-Length: 2\r\n\r\nab and more`, "ab"],
  ])("has a body %s", async (_, text, body) => {
    expect(await ask(await says(text))).toMatchObject({ status: 200, body });
  });

  it("is not inflated", async () => {
    const packed = gzipSync("text");
    const url = await says(Buffer.concat([Buffer.from(`${HEAD}Content-Encoding: gzip\r\n\r\n`), packed]));
    expect(await ask(url)).toMatchObject({ body: packed.toString("utf8") });
  });

  it("is not followed to where it redirects", async () => {
    const paths: string[] = [];
    const server = createServer(({ url = "" }, response) => {
      paths.push(url);
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    expect(await ask(`http://127.0.0.1:${await listen(server)}/`)).toMatchObject({ status: 302 });
    expect(paths).toEqual(["/"]);
  });

  it("without end is cut at a limit", async () => {
    const url = await bytesServer((socket) => {
      const more = () => socket.writable && socket.write("x".repeat(65_536), () => setImmediate(more));
      socket.write(`${HEAD}\r\n`, more);
    });
    const answer = await ask(url);
    expect(answer).toMatchObject({ status: 200, truncated: true });
    expect("body" in answer && answer.body).toHaveLength(1024 * 1024);
  });
});

describe("no answer", () => {
  it.each([
    ["closed", "a connection that is closed", () => bytesServer((socket) => socket.end())],
    ["closed", "a connection that is reset", () => bytesServer((socket) => socket.resetAndDestroy())],
    ["closed", "a body that is cut", () => says(`${HEAD}Content-Length: 100\r\n\r\nfew`)],
    ["closed", "a chunk that is cut", () => says(`${HEAD}Transfer-Encoding: chunked\r\n\r\nff\r\na`)],
    ["malformed", "something that is no HTTP", () => says("220 smtp.example ESMTP\r\n")],
    ["malformed", "a length that is no number", () => says(`${HEAD}Content-Length: many\r\n\r\n`)],
    ["malformed", "a header of a megabyte", () => says(`${HEAD}X-Long: ${"x".repeat(1024 * 1024)}\r\n\r\n`)],
    ["unreachable", "nobody who listens", deadUrl],
  ] as const)("is %s where there is %s", async (code, _, open) => {
    expect(await ask(await open())).toEqual({ code, message: expect.stringMatching(/./) });
  });

  it.each([
    ["silence", () => bytesServer(() => {})],
    ["silence behind the head", () => bytesServer((socket) => socket.write(`${HEAD}Content-Length: 9\r\n\r\na`))],
    [
      "a drop now and then",
      () =>
        bytesServer((socket) => {
          socket.write(`${HEAD}\r\n`);
          const drops = setInterval(() => socket.write("."), 20);
          socket.on("close", () => clearInterval(drops));
        }),
    ],
  ])("is a timeout where there is %s", async (_, open) => {
    expect(await ask(await open(), { timeoutMs: 100 })).toMatchObject({ code: "timeout" });
  });
});

describe("over TLS", () => {
  const open = async () => {
    const altNames = [{ type: 7, ip: "127.0.0.1" }] as const;
    const extensions = [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames },
    ] as never;
    const { cert, private: key } = await generate([{ name: "commonName", value: "test" }], {
      keyType: "ec",
      extensions,
    });
    const server: Server = createTlsServer({ cert, key }, (_, response) => response.end("safe"));
    return { url: `https://127.0.0.1:${await listen(server)}`, ca: cert };
  };

  it("an authority that is given is trusted, and no other", async () => {
    const { url, ca } = await open();
    expect(await ask(url, { ca })).toMatchObject({ status: 200, body: "safe" });
    expect(await ask(url)).toEqual({ code: "tls", message: "self-signed certificate" });
  });

  it("a server without it is a fault of TLS", async () => {
    expect(await ask((await says("HTTP/1.1 400 Bad Request\r\n\r\n")).replace("http:", "https:"))).toMatchObject({
      code: "tls",
      message: "wrong version number",
    });
  });
});

it("a connection from an address of this machine comes from there", async () => {
  const server = createServer((request, response) => void response.end(request.socket.remoteAddress));
  const url = `http://127.0.0.1:${await listen(server)}`;
  const transport = transportTo(url);
  const answers = [undefined, "127.0.0.9", "127.20.30.40"].map((address) =>
    transport.exchange(get(url), transport.from(address)),
  );
  expect(await Promise.all(answers)).toMatchObject([
    { body: "127.0.0.1" },
    { body: "127.0.0.9" },
    { body: "127.20.30.40" },
  ]);
});
