import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { lookAt } from "./health.ts";
import { createProcesses } from "./testing/processes.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "authmark-"));
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], { keyType: "ec" });
  await Promise.all([writeFile(join(directory, "cert.pem"), cert), writeFile(join(directory, "key.pem"), key)]);
});
afterAll(() => rm(directory, { recursive: true }));

const ofHmail = createProcesses(() => directory);
const ofAngen = createProcesses(() => directory, "angen");
afterEach(() => {
  ofHmail.killAll();
  ofAngen.killAll();
});

const TLS = ["--tls-cert", "cert.pem", "--tls-key", "key.pem"];

it.each([
  ["HTTP", ofHmail, []],
  ["HTTP over TLS", ofHmail, TLS],
  ["lines", ofAngen, []],
  ["lines over TLS", ofAngen, TLS],
])("a server that speaks %s is healthy", async (_, { start, run }, args) => {
  const { listeners } = await start("--log", "silent", "--host", "0.0.0.0", ...args);
  const { port } = new URL(listeners[0]?.url ?? "");
  const env = { AUTHMARK_HOST: "0.0.0.0", AUTHMARK_PORT: port };
  expect(await run(["health"], { env }).exited).toEqual({ code: 0, stdout: "", stderr: "" });
});

it("one that is not there is not, and the exit code is what Docker expects", async () => {
  const { code, stderr } = await ofHmail.run(["health", "--port", "1"]).exited;
  expect([code, stderr]).toEqual([
    1,
    "authmark-reference: the server at port 1 is not healthy: connect ECONNREFUSED 127.0.0.1:1\n",
  ]);
});

it("one that takes a connection and says nothing is not", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(await lookAt("127.0.0.1", port)).toBe(`the server at port ${port} is not healthy: nothing is said within 3 s`);
  server.close();
});

it("a port that is none is told in one line", async () => {
  const { code, stderr } = await ofHmail.run(["health", "--port", "http"]).exited;
  expect([code, stderr]).toEqual([2, "authmark-reference: --port: give an integer from 0 to 65535\n"]);
});
