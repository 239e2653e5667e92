import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { defaults } from "../config.ts";
import { createEnv, type Env } from "../env.ts";
import { createLog } from "../log.ts";

const clock = { at: 0, now: () => clock.at };
const account = { username: "alice", passwordHash: "-" };
const address = "192.0.2.1";
const create = (store = ":memory:") =>
  createEnv({ ...defaults, accessTtl: 1.5, store }, createLog("silent"), (made) => ({ ...made, clock }));
let env: Env;
beforeEach(async () => {
  clock.at = 1_000;
  env = create();
  await env.store.insertAccount(account);
});

async function issue() {
  return (await env.codes.issue(account, address)) ?? expect.fail("no pair was issued");
}

describe("a pair of codes", () => {
  it("is good until it expires, for its own user", async () => {
    const { identifier, expiresAt } = await issue();
    expect(expiresAt).toBe(2_500);
    clock.at = 2_499;
    expect(await env.codes.find(identifier)).toMatchObject({ address, expiresAt, profile: { username: "alice" } });
    clock.at = 2_500;
    expect(await env.codes.find(identifier)).toBeUndefined();
  });

  it("is not issued for another password than the one that was compared", async () => {
    expect(await env.codes.issue({ ...account, passwordHash: "other" }, address)).toBeUndefined();
  });

  it("is new each time, also in one instant, and of 32 bytes a code", async () => {
    const pairs = [await issue(), await issue()];
    const codes = pairs.flatMap(({ identifier, renewal }) => [identifier, renewal]);
    expect(new Set(codes).size).toBe(4);
    for (const code of codes) expect(Buffer.from(code, "base64url").toString("base64url")).toBe(code);
    for (const code of codes) expect(Buffer.from(code, "base64url")).toHaveLength(32);
  });

  it("is exchanged for one with a lifetime of its own and the address that asked", async () => {
    const first = await issue();
    clock.at = 2_000;
    const renewed = await env.codes.renew(first, "192.0.2.2");
    expect(renewed).toMatchObject({ pair: { expiresAt: 3_500 }, profile: { username: "alice" } });
    expect(await env.codes.find(renewed?.pair.identifier ?? "")).toMatchObject({ address: "192.0.2.2" });
    expect(await env.codes.find(first.identifier)).toBeUndefined();
    expect(await env.codes.renew(first, address)).toBeUndefined();
  });

  it("is not exchanged when it has expired", async () => {
    const first = await issue();
    clock.at = 2_500;
    expect(await env.codes.renew(first, address)).toBeUndefined();
  });

  it("is nowhere in the store", async () => {
    const directory = await mkdtemp(join(tmpdir(), "authmark-"));
    const file = join(directory, "a.db");
    const env = create(file);
    await env.store.insertAccount(account);
    const pair = await env.codes.issue(account, address);
    await env.store.close();
    const kept = readFileSync(file);
    for (const code of [pair?.identifier ?? "", pair?.renewal ?? ""]) {
      expect(code).not.toBe("");
      expect(kept.includes(code) || kept.includes(Buffer.from(code, "base64url"))).toBe(false);
    }
    await rm(directory, { recursive: true });
  });
});
