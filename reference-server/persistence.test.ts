import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseBigUint, renderBigUint } from "./protocols/hmail/biguint.ts";
import { workFor } from "./protocols/hmail/rules.ts";
import { createProcesses } from "./testing/processes.ts";
import { describeStores } from "./testing/stores.ts";

// What a store has to keep between processes, asked of processes.

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

  const { run, start, killAll } = createProcesses(() => directory);
  afterEach(killAll);

  const requirement = 5;
  const cheap = ["--argon2-memory", "8", "--argon2-passes", "1", "--pow-bits", "512", "--pow-requirement"];
  const startServer = (...args: string[]) =>
    start("--store", store, "--log", "error", "--rate-limit", "off", ...cheap, String(requirement), ...args);
  const administer = (args: string[], env?: NodeJS.ProcessEnv) =>
    run(["account", ...args, "--store", store], { ...(env && { env }) }).exited;

  type Answer = string | Record<string, { token: string }>;
  const post = async (url: string, body: unknown): Promise<Answer> => {
    const headers = { "content-type": "application/json" };
    return (await fetch(url, { method: "POST", body: JSON.stringify(body), headers })).json() as Promise<Answer>;
  };
  const tokenOf = (answer: Answer) => {
    if (typeof answer === "string") throw new Error(`no token but ${answer}`);
    return answer["Success"]?.token ?? "";
  };
  const authenticate = (url: string, username = "alice", given = password) =>
    post(`${url}/auth/authenticate`, { username, password: given });
  const refresh = (url: string, token: string) => post(`${url}/auth/refresh_access`, { refresh_token: token });
  const checkAuth = async (url: string, access: string) =>
    (await fetch(`${url}/auth/check_auth`, { headers: { authorization: `Bearer ${access}` } })).json();
  const signIn = async (url: string) => {
    const token = tokenOf(await authenticate(url));
    return { refresh: token, access: tokenOf(await refresh(url, token)) };
  };

  const newChallenge = async (url: string) =>
    ((await (await fetch(`${url}/get_pow_token`)).json()) as { token: string }).token;
  const solve = (token: string, username: string) => {
    const modulus = parseBigUint(token) ?? 0n;
    const result = workFor(username) ** (2n ** BigInt(requirement)) % modulus;
    return { iters: requirement, token, pow_result: renderBigUint(result) };
  };
  const create = (url: string, username: string, token: string) =>
    post(`${url}/native/create_account`, {
      inner_dangerous: { username, password },
      pow_result: solve(token, username),
    });

  describe("a restart", () => {
    it("leaves tokens and open challenges good, and what was spent dead", async () => {
      const before = await startServer("--accounts", "accounts.json");
      const alice = await signIn(before.url);
      const [spent, open] = [await newChallenge(before.url), await newChallenge(before.url)];
      expect(await create(before.url, "dora", spent)).toEqual({ Success: "dora" });
      expect((await before.stop()).code).toBe(0);

      const after = await startServer();
      expect(tokenOf(await refresh(after.url, alice.refresh))).not.toBe("");
      expect(await checkAuth(after.url, alice.access)).toEqual({ Success: { username: "alice" } });
      expect(await create(after.url, "emma", spent)).toEqual({ PowFailure: "NotFoundCanRetry" });
      expect(await create(after.url, "emma", open)).toEqual({ Success: "emma" });
      expect(await authenticate(after.url, "dora")).toHaveProperty("Success");
    });

    it("does not bring a removed account back", async () => {
      const before = await startServer("--accounts", "accounts.json");
      const alice = await signIn(before.url);
      expect(await administer(["remove", "alice"])).toEqual({ code: 0, stdout: "alice is removed.\n", stderr: "" });
      await before.stop();
      const { url } = await startServer();
      expect(await authenticate(url)).toBe("Failure");
      expect(await refresh(url, alice.refresh)).toBe("Failure");
      expect(await checkAuth(url, alice.access)).toBe("Unauthorized");
    });
  });

  describe("an account that is changed while its server runs", () => {
    it("is gone at once where it is removed", async () => {
      const { url } = await startServer("--accounts", "accounts.json");
      const alice = await signIn(url);
      expect((await administer(["remove", "alice"])).code).toBe(0);
      expect(await authenticate(url)).toBe("Failure");
      expect(await refresh(url, alice.refresh)).toBe("Failure");
      expect(await checkAuth(url, alice.access)).toBe("Unauthorized");
      expect(await administer(["remove", "alice"])).toMatchObject({
        code: 2,
        stderr: "authmark-reference: USER: there is no alice; give the name of an account, in lower case\n",
      });
    });

    it("has its new password alone, and no earlier token", async () => {
      const { url } = await startServer("--accounts", "accounts.json");
      const alice = await signIn(url);
      const stdout = "The password of alice is set, and no earlier token is good.\n";
      const env = { AUTHMARK_NEW_PASSWORD: "correct horse" };
      expect(await administer(["set-password", "alice"], env)).toEqual({ code: 0, stdout, stderr: "" });
      expect(await authenticate(url)).toBe("Failure");
      expect(await refresh(url, alice.refresh)).toBe("Failure");
      expect(await checkAuth(url, alice.access)).toBe("Unauthorized");
      expect(await authenticate(url, "alice", "correct horse")).toHaveProperty("Success");
    });

    it("takes its new password from standard input too, and refuses one that is too short", async () => {
      const { url } = await startServer("--accounts", "accounts.json");
      const args = ["account", "set-password", "alice", "--store", store];
      expect(await run(args, { input: "short\n" }).exited).toMatchObject({ code: 2, stdout: "" });
      expect(await authenticate(url)).toHaveProperty("Success");
      expect(await run(args, { input: "correct horse\n" }).exited).toMatchObject({ code: 0, stderr: "" });
      expect(await authenticate(url, "alice", "correct horse")).toHaveProperty("Success");
    });
  });

  describe("two servers on one store", () => {
    it("start at once, and let one of many requests with one challenge succeed", async () => {
      const [one, other] = await Promise.all([startServer(), startServer()]);
      for (let round = 0; round < 5; round++) {
        const token = await newChallenge(one.url);
        const username = `user${round}`;
        const outcomes = await Promise.all(
          Array.from({ length: 8 }, (_, i) => create((i % 2 === 0 ? one : other).url, username, token)),
        );
        const counted = outcomes.map((outcome) => JSON.stringify(outcome)).toSorted();
        expect(counted).toEqual([...Array(7).fill('{"PowFailure":"NotFoundCanRetry"}'), `{"Success":"${username}"}`]);
      }
    });

    it("write at the same time, and fail no request", async () => {
      const servers = await Promise.all([startServer("--accounts", "accounts.json"), startServer()]);
      const work = servers.flatMap(({ url }) => Array.from({ length: 40 }, () => signIn(url)));
      const signedIn = await Promise.all(work);
      const whose = await Promise.all(signedIn.map(({ access }, i) => checkAuth(servers[i % 2]?.url ?? "", access)));
      expect(whose).toEqual(Array(80).fill({ Success: { username: "alice" } }));
      expect(servers.map(({ output }) => output.stderr)).toEqual(["", ""]);
    });
  });
});
