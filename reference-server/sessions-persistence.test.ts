import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createProcesses } from "./testing/processes.ts";
import { bearer, tokensOf } from "./testing/session-client.ts";
import { describeStores } from "./testing/stores.ts";

// What sessions have to be between processes, asked of processes.

const password = "hunter22hunter22";
describeStores(({ newOption }) => {
  let directory: string;
  let store: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "authmark-"));
    await writeFile(join(directory, "accounts.json"), JSON.stringify([{ username: "alice", password }]));
  });
  beforeEach(async () => {
    store = await newOption();
  });
  afterAll(() => rm(directory, { recursive: true }));

  const { run, start, killAll } = createProcesses(() => directory, "session");
  afterEach(killAll);

  const options = ["--accounts", "accounts.json", "--log", "error", "--rate-limit", "off"];
  const cheap = ["--argon2-memory", "8", "--argon2-passes", "1"];
  const startServer = () => start("--store", store, ...options, ...cheap);

  const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  const begin = async (url: string, given = password) =>
    tokensOf(await post(`${url}/login`, { username: "alice", password: given }));
  const refresh = (url: string, refresh_token: string) => post(`${url}/refresh`, { refresh_token });
  const logOut = (url: string, access: string, refresh_token: string) =>
    post(`${url}/logout`, { refresh_token }, bearer(access));
  const isAlive = async (url: string, access: string) =>
    (await fetch(`${url}/session`, { headers: bearer(access) })).status === 200;

  describe("two servers on one store", () => {
    it("let one of many refreshes with one token succeed, and one line of tokens live at most", async () => {
      const urls = (await Promise.all([startServer(), startServer()])).map(({ url }) => url);
      const [one = "", other = ""] = urls;
      for (let round = 0; round < 10; round++) {
        const { refresh_token } = await begin(one);
        const outcomes = await Promise.all(
          Array.from({ length: 8 }, (_, i) => refresh(i % 2 === 0 ? one : other, refresh_token)),
        );
        expect(outcomes.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(400)]);
        const winner = await tokensOf(outcomes.find(({ status }) => status === 200) ?? new Response(null));
        const [here, there] = [await isAlive(one, winner.access_token), await isAlive(other, winner.access_token)];
        expect(here).toBe(there);
        expect((await refresh(other, winner.refresh_token)).status).toBe(here ? 200 : 400);
      }
    });

    it("let no refresh survive a logout that comes with it", async () => {
      const [one = "", other = ""] = (await Promise.all([startServer(), startServer()])).map(({ url }) => url);
      for (let round = 0; round < 10; round++) {
        const { access_token, refresh_token } = await begin(one);
        const [ended, ...refreshed] = await Promise.all([
          logOut(one, access_token, refresh_token),
          ...[one, other, other].map((url) => refresh(url, refresh_token)),
        ]);
        expect(ended?.status).toBe(204);
        for (const response of refreshed.filter(({ status }) => status === 200)) {
          const next = await tokensOf(response);
          expect(await isAlive(other, next.access_token)).toBe(false);
          expect((await refresh(other, next.refresh_token)).status).toBe(400);
        }
        expect(await isAlive(other, access_token)).toBe(false);
      }
    });

    it("share sessions at once, and see at either that a token comes again", async () => {
      const [one = "", other = ""] = (await Promise.all([startServer(), startServer()])).map(({ url }) => url);
      const first = await begin(one);
      expect(await isAlive(other, first.access_token)).toBe(true);
      const second = await tokensOf(await refresh(other, first.refresh_token));
      expect(await isAlive(one, first.access_token)).toBe(false);
      expect((await refresh(one, first.refresh_token)).status).toBe(400);
      expect(await isAlive(other, second.access_token)).toBe(false);
    });
  });

  it("requests that are sent together are a race, and those after an answer are not", async () => {
    const { url } = await startServer();
    let lived = 0;
    const rounds = 10;
    for (let round = 0; round < rounds; round++) {
      const { refresh_token } = await begin(url);
      const outcomes = await Promise.all(Array.from({ length: 4 }, () => refresh(url, refresh_token)));
      const winner = await tokensOf(outcomes.find(({ status }) => status === 200) ?? new Response(null));
      if (await isAlive(url, winner.access_token)) lived++;
      expect((await refresh(url, refresh_token)).status).toBe(400);
      expect(await isAlive(url, winner.access_token)).toBe(false);
    }
    // A busy machine may send one so late that it comes after the answer.
    expect(lived).toBeGreaterThan(rounds / 2);
  });

  it("a restart leaves sessions as they are: good ones good, and what was spent or ended dead", async () => {
    const before = await startServer();
    const [spent, ended] = [await begin(before.url), await begin(before.url)];
    const good = await tokensOf(await refresh(before.url, spent.refresh_token));
    await logOut(before.url, ended.access_token, ended.refresh_token);
    await before.stop();
    const { url } = await startServer();
    expect(await isAlive(url, good.access_token)).toBe(true);
    expect(await isAlive(url, spent.access_token)).toBe(false);
    expect(await isAlive(url, ended.access_token)).toBe(false);
    expect((await refresh(url, ended.refresh_token)).status).toBe(400);
    expect((await logOut(url, ended.access_token, ended.refresh_token)).status).toBe(204);
    expect((await refresh(url, good.refresh_token)).status).toBe(200);
  });

  it.each([
    ["set-password", { AUTHMARK_NEW_PASSWORD: "correct horse" }],
    ["remove", {}],
  ])("account %s ends the user's sessions at once", async (command, env) => {
    const { url } = await startServer();
    const { access_token, refresh_token } = await begin(url);
    expect((await run(["account", command, "alice", "--store", store], { env }).exited).code).toBe(0);
    expect(await isAlive(url, access_token)).toBe(false);
    expect((await refresh(url, refresh_token)).status).toBe(400);
  });

  it("a server has a listener for bearers and one for browsers, on the same sessions", async () => {
    const { listeners } = await startServer();
    expect(listeners.map(({ protocol, role }) => [protocol, role])).toEqual([
      ["session", "server"],
      ["session", "cookies"],
    ]);
    const [server = "", cookies = ""] = listeners.map(({ url }) => url);
    const { access_token } = await begin(server);
    const cookie = `__Host-access_token=${access_token}`;
    expect((await fetch(`${cookies}/session`, { headers: { cookie, ...bearer("garbage") } })).status).toBe(200);
    expect((await fetch(`${server}/session`, { headers: { cookie } })).status).toBe(401);
  });
});
