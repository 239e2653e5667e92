import { expect, it } from "vitest";
import { defaults } from "../config.ts";
import { createEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { seedAccounts } from "./seed.ts";

const env = createEnv({ ...defaults, argon2: { memory: 8, passes: 1 } }, createLog("silent"));

it("gives accounts an email that have one, unless it is another account's", async () => {
  const [password, email] = ["the first one", "Dave@Example.org"];
  await seedAccounts([{ username: "dave", password, email }], env);
  expect(await env.store.findProfile({ email: "Dave@example.org" })).toMatchObject({ username: "dave" });
  const seed = seedAccounts([{ username: "erin", password, email }], env);
  await expect(seed).rejects.toThrow("--accounts: the email of erin is another account's; give another, or none");
});

it("adds accounts in lower case, and leaves those alone that exist", async () => {
  await seedAccounts([{ username: "Alice", password: "the first one" }], env);
  await seedAccounts([{ username: "ALICE", password: "another one" }], env);
  const account = await env.store.findAccount("alice");
  expect(await env.passwords.verify("the first one", account?.passwordHash)).toBe(true);
  expect(await env.store.findAccount("Alice")).toBeUndefined();
});
