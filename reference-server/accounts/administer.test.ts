import { PassThrough } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import { defaults } from "../config.ts";
import { createEnv, type Env } from "../env.ts";
import { UsageError } from "../errors.ts";
import { createLog } from "../log.ts";
import { readNewPassword, removeAccount, setPassword } from "./administer.ts";
import { seedAccounts } from "./seed.ts";

let env: Env;
beforeEach(async () => {
  env = createEnv({ ...defaults, argon2: { memory: 8, passes: 1 } }, createLog("silent"));
  await seedAccounts([{ username: "alice", password: "the first one" }], env);
});

const isRight = async (password: string) =>
  env.passwords.verify(password, (await env.store.findAccount("alice"))?.passwordHash);

describe("setting a password", () => {
  it("puts it in the place of the one before, and revokes the tokens", async () => {
    const token = await env.tokens.issue("refresh", "alice", Number.MAX_SAFE_INTEGER);
    await setPassword("alice", "the second one", env);
    expect([await isRight("the first one"), await isRight("the second one")]).toEqual([false, true]);
    expect(await env.tokens.find("refresh", token)).toBeUndefined();
  });

  it.each([
    ["alice", "short", "the new password: A password must have at least 8 characters."],
    ["Alice", "long enough", "USER: there is no Alice; give the name of an account, in lower case"],
  ])("of %s to %j is refused, and changes nothing", async (username, password, message) => {
    await expect(setPassword(username, password, env)).rejects.toThrow(new UsageError(message));
    expect(await isRight("the first one")).toBe(true);
  });
});

describe("removing an account", () => {
  it("takes its tokens with it, once", async () => {
    const token = await env.tokens.issue("access", "alice", Number.MAX_SAFE_INTEGER);
    await removeAccount("alice", env);
    expect(await env.tokens.find("access", token)).toBeUndefined();
    await expect(removeAccount("alice", env)).rejects.toThrow("USER: there is no alice");
  });
});

describe("a new password", () => {
  const piped = (text: string) => new PassThrough().end(text);

  it("is read from the environment first, and then from a pipe, without the end of its line", async () => {
    expect(await readNewPassword({ AUTHMARK_NEW_PASSWORD: " a b \n" }, piped("other"))).toBe(" a b \n");
    expect(await readNewPassword({}, piped(" a b \n"))).toBe(" a b ");
    expect(await readNewPassword({}, piped("one\ntwo\r\n"))).toBe("one\ntwo");
  });

  it("is asked of nobody who would type it where it shows", async () => {
    const missing = new UsageError("AUTHMARK_NEW_PASSWORD: missing; set it, or pipe the new password in");
    await expect(readNewPassword({}, Object.assign(new PassThrough(), { isTTY: true }))).rejects.toThrow(missing);
    await expect(readNewPassword({ AUTHMARK_NEW_PASSWORD: "" }, piped("x"))).rejects.toThrow(missing);
    await expect(readNewPassword({}, piped("\n"))).rejects.toThrow(missing);
  });
});
