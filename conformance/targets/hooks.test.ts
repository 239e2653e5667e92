import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CannotTest } from "../model/errors.ts";
import { commandHook } from "./hooks.ts";

const folder = mkdtempSync(join(tmpdir(), "authmark-hooks-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a command as a hook", () => {
  it("runs in its folder, and is told the user in variables", async () => {
    const hook = commandHook(
      "hooks.change-password",
      'echo "$AUTHMARK_USERNAME $AUTHMARK_NEW_PASSWORD" > done',
      folder,
    );
    await hook({ username: "alice", newPassword: "a b" });
    expect(readFileSync(join(folder, "done"), "utf8")).toBe("alice a b\n");
  });

  it("that fails cannot test, and says what the command said last", async () => {
    const hook = commandHook("hooks.restart", "echo one >&2; echo no such service >&2; exit 3", folder);
    await expect(hook({})).rejects.toThrow(new CannotTest("hooks.restart failed with 3: no such service"));
  });

  it("does not wait for what the command leaves running", async () => {
    const startedAt = performance.now();
    await commandHook("hooks.restart", "sleep 5 & exit 0", folder)({});
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });
});
