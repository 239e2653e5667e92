import { describe, expect, it } from "vitest";
import { CannotTest } from "../model/errors.ts";
import { callHook } from "./hooks.ts";

describe("a hook", () => {
  it("is told what it is to be done to", async () => {
    const told: object[] = [];
    await callHook("remove-account", async (values) => void told.push(values), { username: "alice" });
    expect(told).toEqual([{ username: "alice" }]);
  });

  it("that says why it cannot is taken at its word", async () => {
    const failure = new CannotTest("hooks.restart failed with 3: no such service");
    await expect(callHook("restart", () => Promise.reject(failure), {})).rejects.toBe(failure);
  });

  it.each([
    ["an error", new TypeError("there is no alice"), "hooks.restart failed: there is no alice"],
    ["something else", "no", "hooks.restart failed: no"],
  ])("that fails with %s is a missing means, and no fault of the suite", async (_, thrown, message) => {
    const asked = callHook("restart", () => Promise.reject(thrown), {});
    await expect(asked).rejects.toBeInstanceOf(CannotTest);
    await expect(asked).rejects.toThrow(message);
  });

  it("that fails before it has begun is no different", async () => {
    const broken = () => {
      throw new Error("at once");
    };
    await expect(callHook("restart", broken, {})).rejects.toBeInstanceOf(CannotTest);
  });
});
