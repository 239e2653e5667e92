import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import type { Exchange, StreamRequest, StreamResponse } from "../model/exchange.ts";
import type { StreamWire } from "../model/wire.ts";
import { recorderWith } from "../testing/recorder.ts";
import { closeServersAfterEach, deadUrl, listen } from "../testing/servers.ts";
import { target } from "../testing/targets.ts";
import { systemClock } from "./ports.ts";
import { stream } from "./stream-caller.ts";

closeServersAfterEach();

const wire: StreamWire = {
  transport: "stream",
  secrets: ["code"],
  operations: {
    login: {
      name: "auth/login",
      send: { code: "/deep/code", agent: "/agent" },
      constants: { "/version": 2 },
      outcomes: {
        loggedIn: { name: "auth/logged_in", take: { username: { at: "/user" } } },
        failure: { name: "system/failure" },
      },
    },
    ping: { name: "system/ping", send: {}, outcomes: { pong: { name: "system/pong" } } },
  },
};

const PONG = '{"name":"system/pong","message":{}}\n';

/** A server of lines that does something with each. */
async function lineServer(serve: (line: string, socket: Socket) => void, greet?: (socket: Socket) => void) {
  const server = createServer((socket) => {
    let text = "";
    socket.on("error", () => {});
    greet?.(socket);
    socket.on("data", (piece) => {
      text += piece.toString("latin1");
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) serve(line, socket);
    });
    socket.on("end", () => text !== "" && serve(text, socket));
  });
  return `tcp://127.0.0.1:${await listen(server)}`;
}

async function connected(url: string, silenceMs = 1000) {
  const recorder = recorderWith({ clock: systemClock, liveness: { turn: async () => silenceMs, note: () => {} } });
  const way = stream.open(target({ url }), wire, { clock: systemClock, maxWaitMs: 0 });
  const caller = way.caller(recorder);
  return { connection: await caller.open(), caller, way, recorder };
}

const sentIn = ({ request }: Exchange) => (request as StreamRequest).packets;
const cameIn = ({ response }: Exchange) => response as StreamResponse;

describe("a command", () => {
  it("goes out as one line, and its answer is read by the wire", async () => {
    const lines: string[] = [];
    const url = await lineServer((line, socket) => {
      lines.push(line);
      socket.write('{"name":"auth/logged_in","message":{"user":"alice"}}\n');
    });
    const { connection } = await connected(url);
    const exchange = await connection.ask("login", { code: "c" }, { messageId: "" });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { name: "auth/login", command: { deep: { code: "c" }, version: 2 }, message_id: "" },
    ]);
    expect(exchange).toMatchObject({ step: "login", outcome: "loggedIn", taken: { username: "alice" } });
    expect(sentIn(exchange)).toEqual([{ number: 1, bytes: `${lines[0]}\n`.length }]);
  });

  it("shows the packets that it was cut into, also within a character", async () => {
    const url = await lineServer((_, socket) => socket.write(PONG));
    const { connection } = await connected(url);
    const exchange = await connection.ask(
      "ping",
      {},
      { line: () => "ü", cut: (all) => [all.subarray(0, 1), all.subarray(1)] },
    );
    expect(exchange.outcome).toBe("pong");
    expect(sentIn(exchange)).toEqual([
      { number: 1, bytes: 1 },
      { number: 2, bytes: 2 },
    ]);
  });

  it("that took this machine seconds to send in parts says nothing of who dropped it for that", async () => {
    const url = await lineServer(
      () => {},
      (socket) =>
        socket.once("data", () => {
          // Nothing else happens in this process meanwhile, as on a machine that has too much to do.
          const until = performance.now() + 2_200;
          while (performance.now() < until);
          socket.destroy();
        }),
    );
    const { connection } = await connected(url);
    const cut = (all: Buffer) => [all.subarray(0, 1), all.subarray(1, 2), all.subarray(2)];
    await expect(connection.ask("ping", {}, { cut })).rejects.toThrow("took 2 s too long to send a command in parts");
  });

  it("has an exchange of its own where several go out in one packet, each with its answer", async () => {
    const url = await lineServer((line, socket) =>
      socket.write(line.includes("login") ? '{"name":"system/failure","message":{}}\n' : PONG),
    );
    const { connection } = await connected(url);
    const exchanges = await connection.askTogether([{ operation: "login" }, { operation: "ping" }]);
    expect(exchanges.map(({ outcome }) => outcome)).toEqual(["failure", "pong"]);
    const [first, second] = exchanges.map(sentIn);
    expect(first).toEqual(second);
    expect(first).toHaveLength(1);
  });

  it("does not wait for the answer to the one before, and gets its own", async () => {
    const seen: string[] = [];
    const url = await lineServer((line, socket) => {
      seen.push(line);
      if (seen.length === 2) socket.write(`{"name":"system/failure","message":{}}\n${PONG}`);
    });
    const { connection } = await connected(url);
    const exchanges = await Promise.all([connection.ask("login"), connection.ask("ping")]);
    expect(exchanges.map(({ outcome }) => outcome)).toEqual(["failure", "pong"]);
  });

  it("that gets no answer is a timeout, and one on a connection that ends says so", async () => {
    const silent = await connected(await lineServer(() => {}), 50);
    expect((await silent.connection.ask("ping")).error?.code).toBe("timeout");
    const ending = await connected(await lineServer((_, socket) => socket.end()));
    expect((await ending.connection.ask("ping")).error?.code).toBe("closed");
    const dead = await connected((await deadUrl()).replace("http:", "tcp:"));
    expect((await dead.connection.ask("ping")).error?.code).toBe("unreachable");
  });
});

describe("commands that wait for their answers together", () => {
  const together = (count: number) => Array.from({ length: count }, () => ({ operation: "ping" }));

  it("wait through one silence, and not each through one of its own", async () => {
    let told = false;
    const url = await lineServer((_, socket) => {
      if (!told) socket.write(PONG);
      told = true;
    });
    const { connection } = await connected(url, 300);
    const startedAt = performance.now();
    const [first, ...others] = await connection.askTogether(together(20));
    expect(first?.outcome).toBe("pong");
    expect(others.map(({ error }) => error?.code)).toEqual(Array(19).fill("timeout"));
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it("get a silence anew from each answer on", async () => {
    let count = 0;
    const url = await lineServer((_, socket) => void setTimeout(() => socket.write(PONG), 200 * ++count));
    const { connection } = await connected(url, 500);
    const exchanges = await connection.askTogether(together(5));
    expect(exchanges.map(({ outcome }) => outcome)).toEqual(Array(5).fill("pong"));
  });
});

describe("what comes unasked", () => {
  const TICK = '{"name":"events/tick","message":{}}\n';

  it("again and again is no answer, and holds up nothing for longer than a silence", async () => {
    const url = await lineServer((_, socket) => {
      const ticks = setInterval(() => socket.write(TICK), 20);
      socket.on("close", () => clearInterval(ticks));
    });
    const { connection } = await connected(url, 300);
    const exchange = await connection.ask("ping");
    expect(exchange.outcome).toBe("unrecognized");
    expect(exchange.durationMs).toBeLessThan(3000);
  });

  it("line after line without a pause is a flood, which ends the connection", async () => {
    const url = await lineServer((_, socket) => {
      const more = () => socket.writable && socket.write(TICK.repeat(100), () => setImmediate(more));
      more();
    });
    const { connection } = await connected(url, 5000);
    expect((await connection.ask("ping")).durationMs).toBeLessThan(4000);
    expect((await connection.closed()).outcome).not.toBe("open");
  });

  it("is a push where an answer comes behind it", async () => {
    const url = await lineServer((_, socket) => socket.write(`{"name":"events/news","message":{}}\n${PONG}`));
    const { connection } = await connected(url);
    const exchange = await connection.ask("ping");
    expect(exchange.outcome).toBe("pong");
    expect(cameIn(exchange).pushed).toEqual(['{"name":"events/news","message":{}}']);
  });

  it("is the answer where none comes behind it", async () => {
    const url = await lineServer((_, socket) => socket.write('{"name":"pong","message":{}}\n'));
    const { connection } = await connected(url);
    const exchange = await connection.ask("ping");
    expect(exchange).toMatchObject({ outcome: "unrecognized", response: { body: '{"name":"pong","message":{}}' } });
  });

  it("is no answer to what was asked afterwards", async () => {
    const url = await lineServer(
      (_, socket) => socket.write(PONG),
      (socket) => socket.write("welcome\n"),
    );
    const { connection } = await connected(url);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await connection.ask("ping")).toMatchObject({ outcome: "pong", response: { pushed: ["welcome"] } });
  });

  it("can be waited for, and so can the end", async () => {
    const url = await lineServer((line, socket) => {
      socket.write(PONG);
      if (line === "two") socket.write(PONG);
      if (line === "end") socket.end("rest");
    });
    const { connection } = await connected(url);
    expect((await connection.send("one\n", { as: "ping" })).outcome).toBe("pong");
    expect((await connection.next(20)).outcome).toBe("quiet");
    expect((await connection.closed(20)).outcome).toBe("open");
    await connection.send("two\n", { as: "ping" });
    expect((await connection.next(500)).outcome).toBe("line");
    await connection.send("end\n", { as: "ping" });
    expect(await connection.closed(500)).toMatchObject({
      outcome: "closed",
      response: { ended: "closed", pushed: ["rest"] },
    });
  });
});

it("a line without an end is a command where the sending ends behind it", async () => {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => {});
    socket.resume().on("end", () => socket.end('{"name":"system/pong","message":{}}'));
  });
  const { connection } = await connected(`tcp://127.0.0.1:${await listen(server)}`);
  const exchange = await connection.send('{"name":"system/ping"}', { as: "ping", halfClose: true });
  expect(exchange).toMatchObject({
    outcome: "pong",
    request: { doing: "ended its sending" },
    response: { unterminated: true, ended: "closed" },
  });
});

it("an endless line, and a flood of lines, end in an answer that is cut off, or in none", async () => {
  const endless = await connected(await lineServer((_, socket) => socket.write("x".repeat(3_000_000))), 3000);
  expect(cameIn(await endless.connection.ask("ping")).truncated).toBe(true);
  const flood = await connected(await lineServer((_, socket) => socket.write('{"name":"a"}\n'.repeat(100_000))), 3000);
  const exchange = await flood.connection.ask("ping");
  expect(exchange.outcome).toBe("unrecognized");
});

it("a connection can be opened from another address of this machine", async () => {
  const from: (string | undefined)[] = [];
  const url = await lineServer(
    (_, socket) => socket.write(PONG),
    (socket) => from.push(socket.remoteAddress),
  );
  const { caller } = await connected(url);
  const connection = await caller.open({ from: "127.0.0.3", label: "elsewhere" });
  const { request } = await connection.ask("ping");
  expect(from.at(-1)).toBe("127.0.0.3");
  expect(request).toMatchObject({ connection: { number: 2, label: "elsewhere", from: "127.0.0.3" } });
});

it("every connection of a check is closed at its end", async () => {
  let open = 0;
  const url = await lineServer(
    () => {},
    (socket) => {
      open++;
      socket.on("close", () => open--);
    },
  );
  const { caller, way } = await connected(url);
  await caller.open();
  await expect.poll(() => open).toBe(2);
  way.done(caller);
  await expect.poll(() => open).toBe(0);
});
