import { expect, it } from "vitest";
import { defaults } from "../config.ts";
import { createEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { seedAccounts } from "./seed.ts";

const env = createEnv({ ...defaults, argon2: { memory: 8, passes: 1 } }, createLog("silent"));

it("adds accounts in lower case, and leaves those alone that exist", async () => {
  await seedAccounts([{ username: "Alice", password: "the first one" }], env);
  await seedAccounts([{ username: "ALICE", password: "another one" }], env);
  const account = await env.store.findAccount("alice");
  expect(await env.passwords.verify("the first one", account?.passwordHash)).toBe(true);
  expect(await env.store.findAccount("Alice")).toBeUndefined();
});
