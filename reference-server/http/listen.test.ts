import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import { generate } from "selfsigned";
import { afterEach, describe, expect, it } from "vitest";
import type { Listener, ListenOptions } from "../tcp/bind.ts";
import { type Fetch, listen } from "./listen.ts";

const open: Listener[] = [];
afterEach(() => Promise.all(open.splice(0).map((listener) => listener.close())));

async function start(
  fetch: Fetch,
  options: Partial<ListenOptions> = {},
): Promise<{ listener: Listener; port: number }> {
  const listener = await listen(fetch, { host: "127.0.0.1", port: 0, ...options });
  open.push(listener);
  return { listener, port: Number(new URL(listener.url).port) };
}

/** Everything that the server sends until it closes the connection. */
async function read(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  await Promise.race([once(socket, "close"), once(socket, "error")]);
  return text;
}

const echoPath: Fetch = async (_, { path }) => new Response(path);

describe("a listener", () => {
  it.each([
    ["/a/../b?c", "/a/../b"],
    ["//a", "//a"],
    ["/%61?b?c", "/%61"],
    ["http://x/a/./b?c", "/a/./b"],
  ])("hands on the path of %s as it is spelt", async (target, path) => {
    const { port } = await start(echoPath);
    const socket = connect(port, "127.0.0.1").end(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect((await read(socket)).split("\r\n").at(-1)).toBe(path);
  });

  it.each([
    ["without a Host", "GET / HTTP/1.1\r\n\r\n"],
    ["with a Host that is none", "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"],
    ["with a blank before a colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n"],
    ["for a tunnel", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"],
    ["with two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc"],
    [
      "with a length and chunks",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
  ])("answers a request %s with 400", async (_, request) => {
    const { port } = await start(echoPath);
    expect(await read(connect(port, "127.0.0.1").end(request))).toMatch(/^HTTP\/1\.1 400 /);
  });

  it("answers 500 where its application throws", async () => {
    const { listener } = await start(async () => Promise.reject(new Error("broken")));
    const response = await fetch(listener.url);
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining("broken")]);
  });

  it("says which port is taken, and what to do", async () => {
    const { port } = await start(echoPath);
    await expect(start(echoPath, { port })).rejects.toThrow(new RegExp(`^--port, --host: .*port ${port} .*--port 0`));
  });
});

describe("a listener that closes", () => {
  const slow: Fetch = async () => {
    await sleep(200);
    return new Response("done");
  };

  it("finishes what runs, and does not wait for idle connections", async () => {
    const { listener, port } = await start(slow);
    const idle = connect(port, "127.0.0.1");
    const busy = connect(port, "127.0.0.1");
    busy.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const answer = read(busy);
    await sleep(50);
    const startedAt = performance.now();
    await listener.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(await answer).toContain("done");
    idle.destroy();
  });

  it("accepts nothing more", async () => {
    const { listener } = await start(slow);
    await listener.close();
    open.splice(0);
    await expect(fetch(listener.url)).rejects.toThrow();
  });

  it("drops a request that does not end when its patience does", async () => {
    const { listener, port } = await start(() => new Promise(() => {}), { patience: 200 });
    const busy = connect(port, "127.0.0.1");
    busy.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    await sleep(50);
    const startedAt = performance.now();
    await Promise.all([listener.close(), read(busy)]);
    expect(performance.now() - startedAt).toBeGreaterThan(190);
    open.splice(0);
  });
});

describe("a listener with a certificate", async () => {
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }]);
  const tls = { cert, key };

  it("speaks TLS 1.2 and later", async () => {
    const { listener, port } = await start(echoPath, { tls });
    expect(listener.url).toBe(`https://127.0.0.1:${port}`);
    const socket = connectTls({ port, host: "127.0.0.1", ca: cert, servername: "localhost", maxVersion: "TLSv1.2" });
    socket.end("GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    expect(await read(socket)).toContain("/a");
  });

  it("refuses earlier versions", async () => {
    const { port } = await start(echoPath, { tls });
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false, ...old });
    const [error] = await once(socket, "error").catch((thrown) => [thrown]);
    expect(error.code).toBe("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION");
  });

  it("does not answer plain HTTP", async () => {
    const { port } = await start(echoPath, { tls });
    const socket = connect(port, "127.0.0.1").end("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(await read(socket)).not.toContain("HTTP/1.1 200");
  });

  it("says that a key is not its own", async () => {
    const other = await generate([{ name: "commonName", value: "localhost" }]);
    await expect(start(echoPath, { tls: { cert, key: other.private } })).rejects.toThrow(/^--tls-cert, --tls-key: /);
  });
});
