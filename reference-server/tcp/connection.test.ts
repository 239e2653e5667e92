import { once } from "node:events";
import { connect, type Socket, type TcpNetConnectOpts } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import { generate } from "selfsigned";
import { afterEach, describe, expect, it, vi } from "vitest";
import { UsageError } from "../errors.ts";
import type { Listener, ListenOptions } from "./bind.ts";
import type { Converse } from "./connection.ts";
import { createSplitter } from "./framing.ts";
import { type LineOptions, listenForLines } from "./listen.ts";
import { createTimers } from "./timers.ts";

const listeners: Listener[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(listeners.splice(0).map((listener) => listener.close()));
});

const onFault = vi.fn();
const defaults: LineOptions = {
  createSplitter,
  lineLimit: 64,
  timers: createTimers(),
  idleTimeout: 60,
  maxConnections: 10,
  onFault,
};

async function listen(converse: Converse, options: Partial<LineOptions> = {}, address: Partial<ListenOptions> = {}) {
  const at = { host: "127.0.0.1", port: 0, ...address };
  const listener = await listenForLines(converse, at, { ...defaults, ...options });
  listeners.push(listener);
  const port = Number(new URL(listener.url).port);
  const open = async (options: Partial<TcpNetConnectOpts> = {}) => {
    const socket = connect({ port, host: "127.0.0.1", ...options });
    sockets.push(socket);
    socket.on("error", () => {});
    await Promise.race([once(socket, "connect"), once(socket, "close")]);
    return socket;
  };
  return { listener, port, open };
}

/** Answers each line with itself after so many milliseconds as it says; `end` ends the connection, `fail` fails. */
const echo: Converse = (wire) => ({
  async take(line) {
    const said = "text" in line ? line.text : line.fault;
    await sleep(Number(/\d+/.exec(said)?.[0] ?? 0));
    if (said === "fail") throw new Error("a fault");
    await wire.send(`${said}\n`);
    if (said === "end") wire.finish();
  },
  close() {},
});

describe("a connection", () => {
  it("has its lines answered one after another, in their order", async () => {
    const { open } = await listen(echo);
    const socket = await open();
    socket.end("30\n20\n10\n0\n");
    expect(await text(socket)).toBe("30\n20\n10\n0\n");
  });

  it("has a line answered once that comes in pieces, within a character too", async () => {
    const { open } = await listen(echo);
    const socket = await open();
    socket.setNoDelay(true);
    for (const byte of Buffer.from("é\u{1f511}\r\n")) {
      socket.write(Uint8Array.of(byte));
      await sleep(2);
    }
    socket.end("last");
    expect(await text(socket)).toBe("é\u{1f511}\nlast\n");
  });

  it("goes on behind a line that is too long or no UTF-8", async () => {
    const { open } = await listen(echo);
    const socket = await open();
    socket.end(
      Buffer.concat([Buffer.alloc(200_000, "a"), Buffer.from("\na\n"), Buffer.from([0xff]), Buffer.from("\nb")]),
    );
    expect(await text(socket)).toBe("tooLong\na\nnotUtf8\nb\n");
  });

  it("takes no line behind the one that ends it", async () => {
    const { open } = await listen(echo);
    const socket = await open();
    socket.write("a\nend\nb\n");
    expect(await text(socket)).toBe("a\nend\n");
  });

  it("is closed by the server a while after it was ended, whatever the client does", async () => {
    const close = vi.fn();
    const { open } = await listen((wire) => ({ ...echo(wire), close }));
    const socket = await open({ allowHalfOpen: true });
    socket.write("end\n");
    expect(await text(socket)).toBe("end\n");
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce(), 3_000);
  });

  it("is dropped where answering fails, and others go on", async () => {
    const { open } = await listen(echo);
    const [broken, other] = [await open(), await open()];
    broken.write("fail\n");
    await once(broken.resume(), "close");
    expect(onFault.mock.calls).toEqual([[new Error("a fault")]]);
    other.end("a\n");
    expect(await text(other)).toBe("a\n");
  });

  it("that breaks off is no fault", async () => {
    onFault.mockClear();
    const close = vi.fn();
    const { open } = await listen((wire) => ({ ...echo(wire), close }));
    const socket = await open();
    socket.write("20\n20\n");
    await sleep(5);
    socket.resetAndDestroy();
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
    await sleep(60);
    expect(onFault).not.toHaveBeenCalled();
  });
});

describe("a client that", () => {
  it.each([
    ["says nothing", ""],
    ["says half a line", "abc"],
  ])("%s is dropped, and holds up nobody", async (_, said) => {
    const { open } = await listen(echo, { idleTimeout: 0.2 });
    const [idle, other] = [await open(), await open()];
    idle.write(said);
    other.end("a\n");
    expect(await text(other)).toBe("a\n");
    expect(await text(idle)).toBe("");
  });

  it("says half a line bit by bit is dropped as well", async () => {
    const { open } = await listen(echo, { idleTimeout: 0.2 });
    const socket = await open();
    const drip = setInterval(() => socket.write("a"), 20);
    // What drips while the server closes has the connection reset, which is as much of an end.
    socket.on("error", () => {});
    let said = "";
    socket.on("data", (chunk) => {
      said += chunk;
    });
    await new Promise((resolve) => socket.once("close", resolve));
    clearInterval(drip);
    expect(said).toBe("");
  });

  it("says something now and then is not dropped", async () => {
    const { open } = await listen(echo, { idleTimeout: 0.3 });
    const socket = await open();
    for (const _ of [1, 2, 3, 4]) {
      socket.write("a\n");
      await sleep(150);
    }
    socket.end();
    expect(await text(socket)).toBe("a\na\na\na\n");
  });

  it("never reads is asked for no more lines, dropped in the end, and holds up nobody", async () => {
    const take = vi.fn();
    const big: Converse = (wire) => ({
      take: async (line) => {
        take();
        await wire.send("text" in line && line.text === "small" ? "small\n" : "a".repeat(1_000_000));
      },
      close: () => {},
    });
    const { open } = await listen(big, { idleTimeout: 1 });
    const [deaf, other] = [await open(), await open()];
    const closed = once(deaf, "close");
    deaf.write("a\n".repeat(1_000));
    await sleep(200);
    other.end("small\n");
    expect(await text(other)).toBe("small\n");
    await sleep(1_500);
    const taken = take.mock.calls.length;
    expect(taken).toBeLessThan(100);
    deaf.resume();
    await closed;
    expect(take.mock.calls.length).toBe(taken);
  });
});

describe("a listener", () => {
  it("closes connections beyond so many, and takes new ones when others are gone", async () => {
    const { open } = await listen(echo, { maxConnections: 2 });
    const [first] = [await open(), await open()];
    const third = await open();
    await once(third.resume(), "close");
    first.end();
    await once(first.resume(), "close");
    const fourth = await open();
    fourth.end("a\n");
    expect(await text(fourth)).toBe("a\n");
  });

  it("that stops answers what is in work, and takes nothing more", async () => {
    const { listener, open, port } = await listen(echo);
    const [busy, idle] = [await open(), await open()];
    busy.write("100\n1\n");
    await sleep(30);
    const stopped = listener.close();
    expect(await text(busy)).toBe("100\n");
    expect(await text(idle)).toBe("");
    await stopped;
    const [error] = await once(connect(port, "127.0.0.1"), "error");
    expect(error.code).toBe("ECONNREFUSED");
  });

  it("that stops drops what goes on for too long", async () => {
    const { listener, open } = await listen(echo, {}, { patience: 100 });
    const socket = await open();
    socket.write("60000\n");
    await sleep(30);
    const startedAt = performance.now();
    await Promise.all([listener.close(), once(socket.resume(), "close")]);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it("with a certificate speaks TLS and nothing else, and answers the last line of who ends first", async () => {
    const { private: key, cert } = await generate([{ name: "commonName", value: "127.0.0.1" }]);
    const { port, open, listener } = await listen(echo, {}, { tls: { cert, key } });
    expect(listener.url).toBe(`tls://127.0.0.1:${port}`);
    const socket = connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false });
    sockets.push(socket);
    await once(socket, "secureConnect");
    socket.end("10\nb");
    expect(await text(socket)).toBe("10\nb\n");
    const plain = await open();
    plain.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    await once(plain.resume(), "close");
    const old = connectTls({
      port,
      host: "127.0.0.1",
      rejectUnauthorized: false,
      maxVersion: "TLSv1.1",
      minVersion: "TLSv1",
    });
    await once(old, "error");
  });

  it("says which option to change where its address or its certificate cannot be used", async () => {
    const { port } = await listen(echo);
    const busy = listen(echo, {}, { port });
    await expect(busy).rejects.toThrow(UsageError);
    await expect(busy).rejects.toThrow("--port, --host: cannot listen on 127.0.0.1");
    await expect(listen(echo, {}, { tls: { cert: "-", key: "-" } })).rejects.toThrow("--tls-cert, --tls-key: not a");
  });
});
