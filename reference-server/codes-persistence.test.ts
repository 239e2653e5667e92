import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { asking, tokenIn } from "./testing/angen-server.ts";
import { openLines } from "./testing/line-client.ts";
import { createProcesses } from "./testing/processes.ts";
import { describeStores } from "./testing/stores.ts";

// Two processes, one store.

const password = "correct horse";
describeStores(({ newOption }) => {
  let directory: string;
  let store: string;
  const { run, start, killAll } = createProcesses(() => directory, "angen");
  beforeEach(async () => {
    store = await newOption();
    directory = await mkdtemp(join(tmpdir(), "authmark-"));
    await writeFile(join(directory, "accounts.json"), JSON.stringify([{ username: "alice", password }]));
  });
  afterEach(async () => {
    killAll();
    await rm(directory, { recursive: true });
  });

  const settings = "--accounts accounts.json --log silent --rate-limit off".split(" ");
  const cheap = "--argon2-memory 8 --argon2-passes 1".split(" ");
  const startOne = () => start("--store", store, ...settings, ...cheap);

  async function open(url: string) {
    const client = await openLines(url);
    return { ...client, ...asking(client) };
  }

  it("of renewals at two processes at once, one wins, round after round", async () => {
    const urls = [(await startOne()).url, (await startOne()).url];
    const clients = await Promise.all([...urls, ...urls].map(open));
    let token = (await clients[0]?.token()) ?? expect.fail("no token");
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(clients.map(({ renew }) => renew(token)));
      const won = answers.filter((answer) => answer?.name === "auth/token");
      expect(won).toHaveLength(1);
      expect(answers.filter((answer) => answer?.name === "system/failure")).toHaveLength(3);
      token = tokenIn(won[0]);
    }
  });

  it("what is revoked at one process is dead at the other and after a restart, and what was not is alive", async () => {
    const [first, second] = [await startOne(), await startOne()];
    const [here, there] = [await open(first.url), await open(second.url)];
    const [revoked, spent] = [await here.token(), await here.token()];
    const renewed = tokenIn(await there.renew(spent));
    for (const client of [here, there]) await client.login(revoked.identifier_code);
    expect((await here.revoke())?.name).toBe("system/success");
    expect(await there.next()).toBeUndefined();
    const kept = await (await open(second.url)).token();
    await Promise.all([first.stop(), second.stop()]);
    const again = await open((await startOne()).url);
    for (const token of [revoked, spent, renewed]) {
      expect((await again.login(token.identifier_code))?.name).toBe("system/failure");
      expect((await again.renew(token))?.name).toBe("system/failure");
    }
    expect((await again.login(kept.identifier_code))?.message.user).toEqual({ id: kept.user_id, name: "alice" });
  });

  it("an operator who sets a password or removes an account ends its connections", async () => {
    const { url } = await startOne();
    const client = await open(url);
    await client.login((await client.token()).identifier_code);
    const env = { AUTHMARK_NEW_PASSWORD: "another password" };
    expect(await run(["account", "set-password", "alice", "--store", store], { env }).exited).toMatchObject({
      code: 0,
    });
    expect(await client.next()).toBeUndefined();
    const next = await open(url);
    await next.login((await next.token("alice", "another password")).identifier_code);
    expect(await run(["account", "remove", "alice", "--store", store]).exited).toMatchObject({ code: 0 });
    expect(await next.next()).toBeUndefined();
    expect((await (await open(url)).getToken({ name: "alice" }, "another password"))?.name).toBe("system/failure");
  });
});
