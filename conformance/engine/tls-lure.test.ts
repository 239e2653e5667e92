import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createListener } from "./listener.ts";

const listener = createListener({});
afterEach(() => listener.close());

const lure = async () => {
  const bait = await listener.offerOverTls();
  if (!bait) throw new Error("There is no port.");
  return bait;
};

describe("a URL over TLS", () => {
  it("shows that somebody began to fetch it, and serves nothing", async () => {
    const [one, other] = [await lure(), await lure()];
    expect(one.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/);
    await expect(fetch(one.url)).rejects.toThrow();
    expect(one.newFetches()).toEqual(["a handshake of TLS"]);
    expect(one.newFetches()).toEqual([]);
    expect(other.newFetches()).toEqual([]);
  });

  it("does not show who merely connects, or speaks anything else", async () => {
    const bait = await lure();
    const port = Number(new URL(bait.url).port);
    for (const said of ["", "GET / HTTP/1.1\r\n\r\n"]) {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => {});
      await new Promise((resolve) => socket.once("close", resolve).end(said));
    }
    expect(bait.newFetches()).toEqual([]);
  });

  it("is gone with its listener, also while somebody is connected", async () => {
    const bait = await lure();
    const socket = connect(Number(new URL(bait.url).port), "127.0.0.1");
    await new Promise((resolve) => socket.once("connect", resolve));
    const closed = new Promise((resolve) => socket.once("close", resolve).once("error", () => {}));
    await listener.close();
    await closed;
    await expect(fetch(bait.url)).rejects.toThrow();
    expect(bait.newFetches()).toEqual([]);
  });

  it("there is none where the target file names the one port", async () => {
    expect(await createListener({ listen: { host: "127.0.0.1", port: 1 } }).offerOverTls()).toBeUndefined();
  });
});
