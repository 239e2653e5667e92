import { describe, expect, it } from "vitest";
import { objectionToPassword, objectionToUsername } from "./rules.ts";

describe("a user name", () => {
  it.each(["anna", "a".repeat(64), "bob.builder", "a-b.c", "Alice", "4711", "a_b~c!", "<b>&"])("may be %s", (name) => {
    expect(objectionToUsername(name)).toBeUndefined();
  });

  it.each([
    ["", "4 to 64 characters"],
    ["bob", "4 to 64 characters"],
    ["a".repeat(65), "4 to 64 characters"],
    ["alicé", "ASCII"],
    ["аlice", "ASCII"],
    ["alice\u200b", "ASCII"],
    ["ali ce", "blank"],
    ["alice\n", "control"],
    ["alice\0", "control"],
    ["alice\x7f", "control"],
    ["alice#localhost", "#"],
    [".alice", "dots and dashes"],
    ["alice-", "dots and dashes"],
    ["a..b", "dots and dashes"],
    ["a.-b", "dots and dashes"],
  ])("is not %j", (name, reason) => {
    expect(objectionToUsername(name)).toContain(reason);
  });
});

describe("a new password", () => {
  it.each(["8 letter", "🐎".repeat(8), "x".repeat(4_096), "\n".repeat(8)])("may be %j", (password) => {
    expect(objectionToPassword(password)).toBeUndefined();
  });

  it.each([
    ["seven 7", "at least 8 characters"],
    ["🐎".repeat(7), "at least 8 characters"],
    ["e\u0301".repeat(7), "at least 8 characters"],
    ["x".repeat(4_097), "at most 4096 bytes"],
    ["🐎".repeat(1_025), "at most 4096 bytes"],
    ["half a pair \ud800", "surrogate"],
  ])("is not %j", (password, reason) => {
    expect(objectionToPassword(password)).toContain(reason);
  });
});
