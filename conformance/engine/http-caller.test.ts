import { createServer, type ServerResponse } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { misbehaviour } from "../kit/expect.ts";
import { mapPath, withBody, withHeader } from "../kit/http.ts";
import type { Body } from "../model/exchange.ts";
import type { HttpOperation, HttpWire } from "../model/wire.ts";
import { fakeClock } from "../testing/clock.ts";
import { recorderWith } from "../testing/recorder.ts";
import { closeServersAfterEach, listen } from "../testing/servers.ts";
import { target } from "../testing/targets.ts";
import { http } from "./http-caller.ts";

closeServersAfterEach();

const login: HttpOperation = {
  method: "POST",
  path: "/login",
  json: { user: "{username}" },
  outcomes: { success: { status: "200", at: "/token" } },
  take: { token: { at: "/token" } },
};
const WIRE: HttpWire = { transport: "http", secrets: [], operations: { login } };
type Answer = (response: ServerResponse, index: number) => void;
const fine: Answer = (response) => response.end('{"token":"t"}');

/** A caller of a server that answers as it likes; `asked` is what it was asked. */
async function start(answer: Answer = fine, { maxWaitMs = 0, prefix = "", wire = {} } = {}) {
  const asked: { method?: string; url?: string; agent?: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    const body = Buffer.concat(await request.toArray()).toString("utf8");
    answer(response, asked.push({ method, url, agent: headers["user-agent"] ?? "", body }) - 1);
  });
  const clock = fakeClock();
  const url = `http://127.0.0.1:${await listen(server)}${prefix}`;
  const way = http.open(target({ url, wire }), WIRE, { clock, maxWaitMs });
  onTestFinished(() => way.close());
  const recorder = recorderWith({ clock });
  const probe = (operation: string) => way.probe(recorder, operation);
  return { asked, clock, recorder, caller: way.caller(recorder), probe };
}

describe("a caller", () => {
  it("asks as the wire spells an operation, and reads the answer by it", async () => {
    const { asked, caller, recorder } = await start(fine, { prefix: "/api" });
    const exchange = await caller.call("login", { username: "alice" });
    expect(asked).toMatchObject([{ method: "POST", url: "/api/login", body: '{"user":"alice"}' }]);
    expect(exchange).toMatchObject({ operation: "login", outcome: "success", taken: { token: "t" } });
    expect(recorder.exchanges()).toEqual([exchange]);
  });

  it("asks an operation with nothing in it, to see whether it is there", async () => {
    const { asked, probe } = await start();
    expect(await probe("login")).toMatchObject({ operation: "login", outcome: "success" });
    expect(asked).toMatchObject([{ method: "POST", url: "/login", body: "{}" }]);
  });

  it("does not ask an operation with nothing in it whose path depends on what is in it", async () => {
    const { asked, probe } = await start(fine, { wire: { login: { ...login, path: "/users/{username}" } } });
    expect(await probe("login")).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("asks as the target spells it, where it does", async () => {
    const wire = { login: { ...login, path: "/sessions", outcomes: { success: { status: "2xx" } } } };
    const { asked, caller } = await start(fine, { wire });
    expect(await caller.call("login", {})).toMatchObject({ outcome: "success" });
    expect(asked[0]?.url).toBe("/sessions");
  });

  it("says who it is, and lets a request be varied and sent on one connection", async () => {
    const { asked, caller } = await start((response) => response.end(String(response.req.socket.remotePort)));
    const on = caller.connect();
    const request = mapPath((path) => `/x/..${path}`);
    const answers = [await caller.call("login", {}, { request, on }), await caller.send("GET", "/other", { on })];
    expect(asked.map(({ url, agent }) => [url, agent])).toEqual([
      ["/x/../login", "authmark (conformance suite)"],
      ["/other", "authmark (conformance suite)"],
    ]);
    expect(new Set(answers.map(({ response }) => response?.body)).size).toBe(1);
  });

  it("sends what belongs to no operation below the target's address, and reads its status alone", async () => {
    const { asked, caller } = await start((response) => response.writeHead(404).end("{}"), { prefix: "/api" });
    const exchange = await caller.send("GET", "/nowhere", { request: withHeader("x-a", "1") });
    expect(asked).toMatchObject([{ method: "GET", url: "/api/nowhere", body: "" }]);
    expect(exchange).toMatchObject({ outcome: "refused", sent: {}, taken: {} });
    expect(exchange).not.toHaveProperty("operation");
  });

  it("does not ask for what the wire does not spell", async () => {
    const { asked, caller } = await start();
    await expect(caller.call("logout", {})).rejects.toThrow("does not spell logout");
    expect(asked).toEqual([]);
  });
});

describe("a closed connection in place of an answer", () => {
  const closing: Answer = (response) => void response.socket?.destroy();
  const sending = async (body: Body, mayClose?: true) => {
    const { caller } = await start(closing);
    return caller.call("login", {}, { request: withBody(body), ...(mayClose && { mayClose }) });
  };

  it.each<[string, Body, boolean]>([
    ["no body", "", false],
    ["a body of 8 KiB", "x".repeat(8192), false],
    ["a body of a byte more", "x".repeat(8193), true],
    ["few letters of many bytes", "ł".repeat(5000), true],
    ["letters of 8 KiB", "ł".repeat(4096), false],
    ["letters of a byte more", `x${"ł".repeat(4096)}`, true],
    ["almost 8 KiB that are no text, longer in base64", { base64: Buffer.alloc(8190, 0xff).toString("base64") }, false],
    ["few bytes that are no text", { base64: Buffer.alloc(100, 0xff).toString("base64") }, false],
    ["many bytes that are no text", { base64: Buffer.alloc(10_000, 0xff).toString("base64") }, true],
  ])("after %s is allowed: %#", async (_, body, allowed) => {
    const exchange = await sending(body);
    expect(exchange).toMatchObject({ outcome: "unanswered", error: { code: "closed" } });
    expect(exchange.mayClose).toBe(allowed || undefined);
    expect(misbehaviour(exchange)).toHaveLength(allowed ? 0 : 1);
  });

  it("is allowed after a small body where the check says so", async () => {
    expect(misbehaviour(await sending("{}", true))).toEqual([]);
  });
});

describe("a target that asks to be asked later", () => {
  const busy: Answer = (response, index) =>
    index < 2 ? response.writeHead(429, { "retry-after": "2" }).end() : fine(response, index);

  it("is asked later, the same, and the exchange is the last one", async () => {
    const { asked, caller, clock, recorder } = await start(busy, { maxWaitMs: 4000 });
    expect(await caller.call("login", { username: "alice" })).toMatchObject({ outcome: "success" });
    expect(asked).toEqual(Array(3).fill(asked[0]));
    expect(clock.now()).toBe(4000);
    expect(recorder.exchanges()).toHaveLength(1);
  });

  it("is asked later also beside the operations", async () => {
    const { asked, caller } = await start(busy, { maxWaitMs: 4000 });
    expect(await caller.send("GET", "/other")).toMatchObject({ response: { status: 200 } });
    expect(asked).toHaveLength(3);
  });

  it("is believed where patience is at its end", async () => {
    const { asked, caller, clock } = await start(busy, { maxWaitMs: 3999 });
    expect(await caller.call("login", {})).toMatchObject({ outcome: "rateLimited" });
    expect(asked).toHaveLength(2);
    expect(clock.now()).toBe(2000);
  });

  it("finds its patience shared by all checks of a run", async () => {
    const { caller, recorder } = await start(busy, { maxWaitMs: 2000 });
    expect(await caller.call("login", {})).toMatchObject({ outcome: "rateLimited" });
    expect(await caller.call("login", {})).toMatchObject({ outcome: "success" });
    expect(recorder.exchanges().map(({ step }) => step)).toEqual(["login", "login (2)"]);
  });
});
