import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { CannotTest } from "../model/errors.ts";
import type { Listener } from "../model/ports.ts";
import { createListener } from "./listener.ts";

const CONTENT = { type: "application/json", body: '{"keys":[]}' };
const KEYS = () => CONTENT;
let listener: Listener;
const start = (target: Parameters<typeof createListener>[0] = {}) => {
  listener = createListener(target);
  return listener;
};
afterEach(() => listener.close());

describe("a listener", () => {
  it("serves what it offers, and tells who has fetched it", async () => {
    const { offer } = start();
    const [one, other] = [await offer(KEYS), await offer(KEYS)];
    expect(one.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/);
    expect(one.url).not.toBe(other.url);
    const answer = await fetch(one.url, { headers: { "user-agent": "acme/1" } });
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.text()).toBe(CONTENT.body);
    expect(one.newFetches()).toEqual(["GET by acme/1"]);
    expect(other.newFetches()).toEqual([]);
  });

  it("notices what begins with what it offers, and whatever method asks for it", async () => {
    const bait = await start().offer(KEYS);
    await fetch(`${bait.url}/.well-known/jwks.json?a=b`, { method: "POST", body: "x", headers: { "user-agent": "a" } });
    expect(bait.newFetches()).toEqual(["POST by a"]);
  });

  it("keeps no more than a few, and cuts what they call themselves", async () => {
    const bait = await start().offer(KEYS);
    for (let count = 0; count < 8; count++) {
      await (await fetch(bait.url, { headers: { "user-agent": "a".repeat(500) } })).text();
    }
    const fetches = bait.newFetches();
    expect(fetches).toHaveLength(5);
    expect(fetches[0]?.length).toBeLessThan(100);
    expect(bait.newFetches()).toEqual([]);
  });

  it("has nothing elsewhere", async () => {
    const bait = await start().offer(KEYS);
    expect((await fetch(new URL("/", bait.url))).status).toBe(404);
    expect((await fetch(`${bait.url.slice(0, -1)}x`)).status).toBe(404);
    expect(bait.newFetches()).toEqual([]);
  });

  it("withstands what is no HTTP", async () => {
    const bait = await start().offer(KEYS);
    const socket = connect(Number(new URL(bait.url).port), "127.0.0.1");
    await new Promise((resolve) =>
      socket
        .once("close", resolve)
        .once("error", () => {})
        .end("\x16\x03\x01 garbage\r\n"),
    );
    expect((await fetch(bait.url)).status).toBe(200);
  });

  it("ends with all its connections, also where one is still open, and where it never listened", async () => {
    await start().close();
    const bait = await start().offer(KEYS);
    const socket = connect(Number(new URL(bait.url).port), "127.0.0.1");
    await new Promise((resolve) => socket.once("connect", resolve));
    const closed = new Promise((resolve) => socket.once("close", resolve).once("error", () => {}));
    await listener.close();
    await closed;
    await expect(fetch(bait.url)).rejects.toThrow();
  });

  it("advertises the name that the target file gives, and listens for it on every address", async () => {
    const bait = await start({ listen: { host: "suite.example" } }).offer(KEYS);
    const { hostname, port, pathname } = new URL(bait.url);
    expect(hostname).toBe("suite.example");
    expect((await fetch(`http://127.0.0.1:${port}${pathname}`)).status).toBe(200);
  });

  it("says what to do where its port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const offered = start({ listen: { host: "127.0.0.1", port } }).offer(KEYS);
    await expect(offered).rejects.toThrow(CannotTest);
    await expect(offered).rejects.toThrow(`port ${port} (EADDRINUSE): give another listen.port in the target file`);
    await new Promise((resolve) => other.close(resolve));
  });
});
