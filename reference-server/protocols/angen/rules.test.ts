import { describe, expect, it } from "vitest";
import { isSameAddress, keyOf, objectionToAccount, renderInstant } from "./rules.ts";

describe("whom a token is asked for", () => {
  it.each([
    [{ email: "a@B.c", id: "1", name: "alice" }, { email: "a@b.c" }],
    [{ id: "1", name: "alice" }, { uuid: "1" }],
    [{ name: "alice" }, { username: "alice" }],
    [{ email: "", name: "alice" }, { email: "" }],
    [{}, undefined],
  ])("by %j is %j", (command, key) => {
    expect(keyOf(command)).toEqual(key);
  });
});

describe("an address", () => {
  it.each([
    ["127.0.0.1", "127.0.0.1", true],
    ["127.0.0.1", "::ffff:127.0.0.1", true],
    ["::FFFF:127.0.0.1", "127.0.0.1", true],
    ["127.0.0.1", "127.0.0.10", false],
    ["127.0.0.1", "::ffff:127.0.0.2", false],
    ["::1", "127.0.0.1", false],
    ["::1", "::1", true],
  ])("%s and %s are the same: %s", (one, other, same) => {
    expect(isSameAddress(one, other)).toBe(same);
  });
});

it("an instant says its zone", () => {
  expect(renderInstant(1_700_000_000_123)).toBe("2023-11-14T22:13:20.123Z");
});

describe("an account", () => {
  const account = { name: "alice", email: "alice@example.org", password: "correct horse" };

  it("has a name, an email and a password that fit", () => {
    expect(objectionToAccount(account)).toBeUndefined();
  });

  it.each([
    [{ name: "Alice" }, "A user name is in lower case."],
    [{ name: "al" }, "A user name has 4 to 64 characters."],
    [{ email: "alice" }, "An email is a name, @ and a domain, in ASCII."],
    [{ password: "short" }, "A password must have at least 8 characters."],
  ])("with %j is refused", (change, objection) => {
    expect(objectionToAccount({ ...account, ...change })).toBe(objection);
  });
});
