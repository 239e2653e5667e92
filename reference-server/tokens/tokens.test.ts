import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { defaults } from "../config.ts";
import { createEnv, type Env } from "../env.ts";
import { createLog } from "../log.ts";

let directory: string;
let now: number;
let env: Env;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "authmark-"));
});
afterAll(() => rm(directory, { recursive: true }));
beforeEach(async () => {
  now = 1_000;
  env = createEnv(defaults, createLog("silent"), (made) => ({ ...made, clock: { now: () => now } }));
  await env.store.insertAccount({ username: "alice", passwordHash: "-" });
});

describe("a token", () => {
  it("is found under its own kind only", async () => {
    const token = await env.tokens.issue("access", "alice", 2_000);
    expect(await env.tokens.find("access", token)).toMatchObject({ username: "alice", expiresAt: 2_000 });
    expect(await env.tokens.find("refresh", token)).toBeUndefined();
  });

  it("is good until its expiry, and not at it", async () => {
    const token = await env.tokens.issue("access", "alice", 2_000);
    now = 1_999;
    expect(await env.tokens.find("access", token)).toBeDefined();
    now = 2_000;
    expect(await env.tokens.find("access", token)).toBeUndefined();
  });

  it("is new each time, and decodes", async () => {
    const tokens = await Promise.all(Array.from({ length: 50 }, () => env.tokens.issue("access", "alice", 2_000)));
    expect(new Set(tokens).size).toBe(50);
    expect(tokens.every((token) => env.tokens.decodes(token))).toBe(true);
  });

  it("is in no file of the store, while its hash is", async () => {
    const file = join(directory, "tokens.db");
    const stored = createEnv({ ...defaults, store: file }, createLog("silent"));
    await stored.store.insertAccount({ username: "alice", passwordHash: "-" });
    const token = await stored.tokens.issue("refresh", "alice", Date.now() + 60_000);
    const record = await stored.tokens.find("refresh", token);
    const bytes = ["", "-wal"].map((suffix) => readFileSync(file + suffix, "latin1")).join("");
    await stored.store.close();
    expect(bytes).toContain(record?.hash);
    expect(bytes).not.toContain(token.slice(0, 16));
    expect(bytes).not.toContain(Buffer.from(token, "base64").toString("latin1"));
  });

  it("is made of the randomness that a seam puts in", async () => {
    const fixed = createEnv(defaults, createLog("silent"), (made) => ({
      ...made,
      random: { bytes: (size) => Buffer.alloc(size) },
    }));
    await fixed.store.insertAccount({ username: "alice", passwordHash: "-" });
    expect(await fixed.tokens.issue("access", "alice", 1)).toBe(Buffer.alloc(256).toString("base64"));
  });
});

describe("a string", () => {
  const good = Buffer.alloc(256, 7).toString("base64");
  it.each([
    ["that is empty", ""],
    ["of another length", Buffer.alloc(255).toString("base64")],
    ["without its padding", good.replaceAll("=", "")],
    ["in the URL-safe alphabet", Buffer.alloc(256, 0xff).toString("base64url")],
    ["with blanks", `${good} `],
    ["whose unused bits are set", `${good.slice(0, -3)}x==`],
    ["that is no base64", "…".repeat(344)],
  ])("%s does not decode", (_, text) => {
    expect(env.tokens.decodes(text)).toBe(false);
  });
});
