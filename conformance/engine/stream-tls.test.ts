import { createServer } from "node:tls";
import { generate } from "selfsigned";
import { expect, it } from "vitest";
import type { StreamWire } from "../model/wire.ts";
import { recorderWith } from "../testing/recorder.ts";
import { closeServersAfterEach, listen } from "../testing/servers.ts";
import { target } from "../testing/targets.ts";
import { systemClock } from "./ports.ts";
import { stream } from "./stream-caller.ts";

closeServersAfterEach();

const wire: StreamWire = {
  transport: "stream",
  secrets: [],
  operations: { ping: { name: "ping", send: {}, outcomes: { pong: { name: "pong" } } } },
};

async function ask(ca: "own" | "none", newestTls?: "TLSv1.1") {
  const { private: key, cert } = await generate([{ name: "commonName", value: "lines" }], {
    keyType: "ec",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
    ],
  });
  const server = createServer({ key, cert }, (socket) => {
    socket.on("error", () => {});
    socket.on("data", () => socket.write('{"name":"pong","message":{}}\n'));
  });
  const url = `tls://127.0.0.1:${await listen(server)}`;
  const way = stream.open(target({ url, ...(ca === "own" && { ca: cert }) }), wire, {
    clock: systemClock,
    maxWaitMs: 0,
  });
  const connection = await way.caller(recorderWith({ clock: systemClock })).open(newestTls ? { newestTls } : {});
  return connection.ask("ping");
}

it("a target over TLS is asked where its authority is known", async () => {
  expect((await ask("own")).outcome).toBe("pong");
});

it("a target whose authority nobody knows is not asked", async () => {
  expect((await ask("none")).error?.code).toBe("tls");
});

it("a client that offers old versions alone is refused by a server that has none", async () => {
  const exchange = await ask("own", "TLSv1.1");
  expect(exchange.response).toBeUndefined();
  expect(exchange.error?.code).toMatch(/tls|closed/);
});
