import { describe, expect, it } from "vitest";
import { UsageError } from "../errors.ts";
import { parseAccounts } from "./file.ts";

describe("an accounts file", () => {
  it("is an array of names and passwords", () => {
    const accounts = [{ username: "bob.builder", password: "correct horse" }];
    expect(parseAccounts(JSON.stringify(accounts), "a.json")).toEqual(accounts);
  });

  it("has emails where there are some", () => {
    const accounts = [
      { username: "alice", password: "correct horse", email: "alice@example.org" },
      { username: "bobby", password: "correct horse" },
      { username: "carol", password: "correct horse" },
    ];
    expect(parseAccounts(JSON.stringify(accounts), "a.json")).toEqual(accounts);
  });

  it.each([
    ["is not JSON", '[{"username": "alice", "password": "hunter22"', "--accounts: a.json is not JSON; write"],
    ["is no array", '{"alice": "hunter22"}', "--accounts: a.json is wrong at /; write"],
    ["lacks a password", '[{"username": "hunter22"}]', "--accounts: a.json is wrong at /0/password; write"],
    [
      "has a name that no account may have",
      '[{"username": "hunter#22", "password": "hunter22"}]',
      "--accounts: a.json is wrong at /0/username; A user name has ASCII characters only",
    ],
    [
      "has a password that no account may have",
      '[{"username": "alice", "password": "hunter"}]',
      "--accounts: a.json is wrong at /0/password; A password must have at least 8 characters.",
    ],
    [
      "repeats a name",
      '[{"username": "alice", "password": "hunter22"}, {"username": "alice", "password": "hunter22"}]',
      "--accounts: a.json repeats a name at /1; give each once",
    ],
    [
      "has an email that is none",
      '[{"username": "alice", "password": "hunter22", "email": "hunter22"}]',
      "--accounts: a.json is wrong at /0/email; An email is a name, @ and a domain, in ASCII.",
    ],
    [
      "repeats an email",
      '[{"username": "alice", "password": "hunter22", "email": "a@b"}, {"username": "bobby", "password": "hunter22", "email": "a@B"}]',
      "--accounts: a.json repeats an email at /1; give each once",
    ],
    [
      "has a name with capitals, which could not log in as it is written",
      '[{"username": "Alice", "password": "hunter22"}]',
      "--accounts: a.json has capitals at /0/username; names are kept in lower case",
    ],
  ])("that %s is refused, and not quoted", (_, text, message) => {
    const parse = () => parseAccounts(text, "a.json");
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(message);
    expect(parse).not.toThrow("hunter22");
  });
});
