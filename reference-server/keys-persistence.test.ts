import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claimsOf, email, password, signingKey, tokenOf } from "./testing/getnative-client.ts";
import { createProcesses } from "./testing/processes.ts";
import { describeStores } from "./testing/stores.ts";

// What becomes of signed tokens when their server starts again, and of its keys, asked of processes.

describeStores(({ newOption }) => {
  let directory: string;
  let store: string;
  beforeEach(async () => {
    store = await newOption();
  });
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "authmark-"));
    await writeFile(join(directory, "accounts.json"), JSON.stringify([{ username: email, password }]));
    await writeFile(join(directory, "key.pem"), signingKey);
  });
  afterAll(() => rm(directory, { recursive: true }));

  const { run, start, killAll } = createProcesses(() => directory, "getnative");
  afterEach(killAll);

  const cheap = ["--argon2-memory", "8", "--argon2-passes", "1", "--log", "error"];
  const startServer = (...args: string[]) => start("--store", store, "--accounts", "accounts.json", ...cheap, ...args);
  const logIn = async (url: string) => {
    const headers = { "content-type": "application/json" };
    return tokenOf(
      await fetch(`${url}/account/login`, { method: "POST", headers, body: JSON.stringify({ email, password }) }),
    );
  };
  const isGood = async (url: string, token: string) =>
    (await fetch(`${url}/account`, { headers: { authorization: `Bearer ${token}` } })).status === 200;
  const publishedBy = async (url: string) => {
    const { keys } = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] };
    return keys.map(({ kid }) => kid);
  };

  describe("a server that starts again", () => {
    it("has the key that it had, which another one on the same store has as well", async () => {
      const first = await startServer();
      const second = await startServer();
      const token = await logIn(first.url);
      expect(await isGood(second.url, token)).toBe(true);
      await Promise.all([first.stop(), second.stop()]);
      const third = await startServer("--issuer", "api.get-native.com");
      expect(await isGood(third.url, token)).toBe(true);
    });

    it("takes no token of another issuer or for another audience, which it says itself to be", async () => {
      const first = await startServer();
      const token = await logIn(first.url);
      await first.stop();
      for (const [option, claim] of [
        ["--issuer", "iss"],
        ["--audience", "aud"],
      ] as const) {
        const other = await startServer(option, "example");
        expect(await isGood(other.url, token)).toBe(false);
        expect(claimsOf(await logIn(other.url))[claim]).toBe("example");
        await other.stop();
      }
    });
  });

  describe("a key", () => {
    it("is changed while its server runs, and tokens of the one before stay good", async () => {
      const { url } = await startServer("--signing-key", "key.pem");
      const [before] = await publishedBy(url);
      const token = await logIn(url);
      const { code, stdout } = await run(["key", "rotate", "--store", store]).exited;
      const [after, ...others] = await publishedBy(url);
      expect([code, stdout, others]).toEqual([0, `Tokens are signed with the key ${after} from now on.\n`, [before]]);
      expect([await isGood(url, token), await isGood(url, await logIn(url))]).toEqual([true, true]);
      await run(["key", "rotate", "--store", store, "--signing-key", "key.pem"]).exited;
      expect(await publishedBy(url)).toEqual([before, after]);
    });

    it("that is none is a mistake of whoever starts the server", async () => {
      const { code, stderr } = await run(["getnative", "--port", "0", "--signing-key", "accounts.json"]).exited;
      expect([code, stderr]).toEqual([2, expect.stringContaining("--signing-key: not usable")]);
    });
  });
});
