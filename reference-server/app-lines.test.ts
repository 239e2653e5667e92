import { afterEach, describe, expect, it, vi } from "vitest";
import { type Running, type Seams, serve } from "./app.ts";
import { type Config, defaults } from "./config.ts";
import { openLines } from "./testing/line-client.ts";

// What stands between the parts of a server for lines.

const cheap = { argon2: { memory: 8, passes: 1 }, rateLimit: "off", log: "silent" } as const;
const servers: Running[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function start(seams: Seams = {}, change: Partial<Config> = {}) {
  const server = await serve({ ...defaults, ...cheap, protocols: ["angen"], port: 0, ...change }, seams);
  servers.push(server);
  return server;
}
const open = async ({ listeners }: Running) => openLines(listeners.at(-1)?.url ?? "");

describe("a server for lines", () => {
  it("listens beside others", async () => {
    const { listeners } = await start({}, { protocols: ["hmail", "angen"] });
    expect(listeners).toEqual([
      { protocol: "hmail", role: "server", url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) },
      { protocol: "angen", role: "server", url: expect.stringMatching(/^tcp:\/\/127\.0\.0\.1:\d+$/) },
    ]);
  });

  it("keeps to its limits", async () => {
    const server = await start({}, { lineLimit: 60, idleTimeout: 0.2 });
    const client = await open(server);
    expect((await client.ask("system/ping", { more: "a".repeat(60) }))?.name).toBe("system/error");
    expect((await client.ask("system/ping"))?.name).toBe("system/pong");
    expect(await client.next()).toBeUndefined();
  });

  it("drops idle clients by the timers that it is given", async () => {
    const actions: (() => void)[] = [];
    const after = vi.fn((_: number, action: () => void) => {
      actions.push(action);
      return () => {};
    });
    const client = await open(await start({ env: (env) => ({ ...env, timers: { after } }) }));
    await vi.waitFor(() => expect(after).toHaveBeenCalled());
    expect(after.mock.calls[0]?.[0]).toBe(60_000);
    for (const action of actions) action();
    expect(await client.next()).toBeUndefined();
  });
});

describe("a seam", () => {
  it("can take the place of handlers", async () => {
    const ping = async () => ({ name: "system/failure", message: { command: "system/ping", reason: "no" } }) as const;
    const client = await open(await start({ angen: (good) => ({ ...good, ping }) }));
    expect((await client.ask("system/ping"))?.name).toBe("system/failure");
  });

  it("can cut lines otherwise", async () => {
    const splitter: Seams["splitter"] = () => () => ({
      push: (chunk) => [{ text: Buffer.from(chunk).toString() }],
      end: () => [],
    });
    const client = await open(await start({ splitter }));
    const ping = '{"name":"system/ping","command":{}}';
    client.send(ping);
    expect((await client.next())?.name).toBe("system/pong");
    client.send(`${ping}\n${ping}\n`);
    expect((await client.next())?.name).toBe("system/error");
  });

  it("can change what comes, what goes and in which order", async () => {
    const converse: Seams["converse"] = (good) => (wire) => {
      const held: string[] = [];
      const send = async (text: string) => {
        held.push(text.replace("system/pong", "system/pang"));
        if (held.length === 2) for (const each of held.reverse()) await wire.send(each);
      };
      const inner = good({ ...wire, send });
      return {
        ...inner,
        take: (line) => inner.take("text" in line ? { text: line.text.replace("PING", "ping") } : line),
      };
    };
    const client = await open(await start({ converse }));
    for (const id of [1, 2]) client.send(`{"name":"system/PING","command":{},"message_id":"${id}"}\n`);
    expect([await client.next(), await client.next()]).toEqual([
      { name: "system/pang", message: {}, message_id: "2" },
      { name: "system/pang", message: {}, message_id: "1" },
    ]);
  });
});
