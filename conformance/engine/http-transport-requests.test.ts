import { createServer } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { HttpRequest } from "../model/exchange.ts";
import { closeServersAfterEach, listen } from "../testing/servers.ts";
import { createHttpTransport, type HttpTransport } from "./http-transport.ts";

closeServersAfterEach();
let transport: HttpTransport | undefined;
afterEach(() => transport?.close());

/** A server that answers with the port of its client, and keeps what it was asked. */
async function start() {
  const asked: { method?: string; url?: string; headers: string[]; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", rawHeaders } = request;
    asked.push({ method, url, headers: rawHeaders, body: Buffer.concat(await request.toArray()) });
    response.end(String(request.socket.remotePort));
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  transport = createHttpTransport({ url });
  return { asked, url, transport };
}

const request = (rest: Partial<HttpRequest>): HttpRequest => ({
  kind: "http",
  method: "GET",
  url: "",
  headers: [],
  ...rest,
});

describe("a request", () => {
  it("is sent as it is given: method, query, repeated fields", async () => {
    const { asked, url, transport } = await start();
    const headers = [
      ["X-One", "1"],
      ["x-one", "2"],
      ["authorization", "Bearer  a  "],
    ] as const;
    await transport.exchange(request({ method: "DELETE", url: `${url}/a%2Fb?c=d%20e`, headers }));
    expect(asked).toMatchObject([{ method: "DELETE", url: "/a%2Fb?c=d%20e" }]);
    expect(asked[0]?.headers.join()).toMatch(/X-One,1,x-one,2,authorization,Bearer {2}a/);
  });

  it.each(["/a/../b", "/a/./b", "/..", "//a//b", "//", "/%61%2e%2e%2fb", "/a;b=1", "/a\\b", "/a/?b=/../c&d=%20#", "/"])(
    "has its path as it is written: %s",
    async (path) => {
      const { asked, url, transport } = await start();
      await transport.exchange(request({ url: url + path }));
      await transport.exchange(request({ url: url + path }), transport.connect());
      expect(asked.map((each) => each.url)).toEqual([path, path]);
    },
  );

  it.each([
    ["text", '{"a":"ä"}', Buffer.from('{"a":"ä"}')],
    ["bytes that are no text", { base64: "e/8=" }, Buffer.from([0x7b, 0xff])],
    ["nothing", "", Buffer.alloc(0)],
  ])("has a body of %s", async (_, body, bytes) => {
    const { asked, url, transport } = await start();
    await transport.exchange(request({ method: "POST", url, body }));
    expect(asked[0]?.body).toEqual(bytes);
  });

  it("that HTTP cannot carry is a fault of the suite, not of the target", async () => {
    const { asked, url, transport } = await start();
    await expect(transport.exchange(request({ url, headers: [["authorization", "Bearer a\nb"]] }))).rejects.toThrow(
      "header",
    );
    expect(asked).toEqual([]);
  });
});

describe("a connection", () => {
  it("is a new one for each request", async () => {
    const { url, transport } = await start();
    const ports = [await transport.exchange(request({ url })), await transport.exchange(request({ url }))];
    expect(new Set(ports.map((answer) => "body" in answer && answer.body)).size).toBe(2);
  });

  it("is kept where requests share it", async () => {
    const { url, transport } = await start();
    const kept = transport.connect();
    const ports = [await transport.exchange(request({ url }), kept), await transport.exchange(request({ url }), kept)];
    expect(new Set(ports.map((answer) => "body" in answer && answer.body)).size).toBe(1);
  });

  it("takes several at once where they are pipelined", async () => {
    const { promise: allCame, resolve } = Promise.withResolvers<void>();
    let came = 0;
    const server = createServer(async (_, response) => {
      came++;
      if (came === 3) resolve();
      await allCame;
      response.end();
    });
    const url = `http://127.0.0.1:${await listen(server)}`;
    transport = createHttpTransport({ url });
    const pipelined = transport.connect(3);
    const answers = await Promise.all([1, 2, 3].map(() => transport?.exchange(request({ url }), pipelined)));
    expect(answers).toMatchObject(Array(3).fill({ kind: "http", status: 200 }));
  });
});
