import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { defaults } from "../config.ts";
import { createEnv } from "../env.ts";
import { startSweeping } from "./sweep.ts";

const log = { info: vi.fn(), error: vi.fn() };

it("what expires is deleted at the start and while the server runs, until it stops", async () => {
  let now = 1_000;
  const env = createEnv(defaults, log, (made) => ({ ...made, clock: { now: () => now } }));
  await env.store.insertAccount({ username: "alice", passwordHash: "-" });
  const add = (hash: string, expiresAt: number) =>
    env.store.insertToken({ hash, kind: "access", username: "alice", expiresAt });
  await add("first", 1_000);
  await add("second", 2_000);
  await add("third", 3_000);
  const stop = await startSweeping(env, 0.01);
  expect(await env.store.findToken("first")).toBeUndefined();
  expect(await env.store.findToken("second")).toBeDefined();
  now = 2_000;
  await vi.waitFor(async () => expect(await env.store.findToken("second")).toBeUndefined());
  stop();
  now = 3_000;
  await sleep(50);
  expect(await env.store.findToken("third")).toBeDefined();
});

it("a sweep that fails is logged, and not the last one", async () => {
  const env = createEnv(defaults, log);
  const deleteExpired = vi.fn(env.store.deleteExpired).mockResolvedValueOnce();
  deleteExpired.mockRejectedValueOnce(new Error("disk full"));
  const stop = await startSweeping({ ...env, store: { ...env.store, deleteExpired } }, 0.01);
  await vi.waitFor(() => expect(deleteExpired.mock.calls.length).toBeGreaterThan(2));
  stop();
  expect(log.error.mock.calls).toEqual([[{ fault: expect.stringContaining("disk full") }, expect.any(String)]]);
});
