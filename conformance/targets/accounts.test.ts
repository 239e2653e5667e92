import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { targetsOf } from "../commands/targets.ts";
import { withTestOptions } from "../commands/test-options.ts";
import { UsageError } from "../model/errors.ts";
import { temporaryFolder } from "../testing/files.ts";
import { refuseDuplicates } from "./accounts.ts";

const folder = temporaryFolder();
const URL_GIVEN = ["--protocol", "hmail", "--url", "http://127.0.0.1:1"];

function file(name: string, ...users: readonly string[]): string {
  const accounts = users.map((username) => ({ username, password: "hunter22" }));
  return folder.write(name, JSON.stringify({ protocol: "hmail", at: { url: "http://127.0.0.1:1" }, accounts }));
}
const TWICE = file("twice.json", "alice", "bob", "alice");
const ONCE = file("once.json", "alice", "bob");
const AGAIN = file("again.json", "alice", "bob");

function targets(...words: readonly string[]) {
  const command = withTestOptions(new Command()).exitOverride().parse(words, { from: "user" });
  return targetsOf(command.opts(), ["hmail"], { AUTHMARK_PASSWORD: "hunter22" });
}

describe("two accounts of one name", () => {
  it.each<[string, readonly string[], string]>([
    ["on the command line", [...URL_GIVEN, "--account", "alice:hunter22", "--account", "alice:x"], "--account"],
    ["with one password", [...URL_GIVEN, "--account", "alice", "--account", "bob", "--account", "alice"], "--account"],
    ["in a target file", ["--target", TWICE], `${TWICE}: accounts`],
    ["in the second target file", ["--target", ONCE, "--target", TWICE], `${TWICE}: accounts`],
  ])("are refused: %s", (_, words, where) => {
    const error = new UsageError(`${where}: alice is there twice. Give each user once.`);
    expect(() => targets(...words)).toThrow(error);
  });

  it("are fine where each is of another target", () => {
    expect(targets("--target", ONCE, "--target", AGAIN, ...URL_GIVEN, "--account", "alice")).toHaveLength(3);
  });

  it("are no matter where there are fewer than two", () => {
    expect(() => refuseDuplicates([], "here")).not.toThrow();
    expect(() => refuseDuplicates([{ username: "alice", password: "x" }], "here")).not.toThrow();
  });
});
