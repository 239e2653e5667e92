import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { runOptionsOf } from "./test.ts";
import { type TestOptions, withTestOptions } from "./test-options.ts";

function options(...words: string[]): TestOptions {
  return withTestOptions(new Command()).exitOverride().parse(words, { from: "user" }).opts();
}

describe("the options of a run", () => {
  it("have defaults, and another seed each time", () => {
    const { seed, ...rest } = runOptionsOf(options());
    expect(rest).toEqual({ only: [], skip: [], concurrency: 8, maxWaitMs: 60_000 });
    expect(seed).not.toBe(runOptionsOf(options()).seed);
  });

  it("are taken from the command line", () => {
    const words = ["--only", "a", "--only", "b", "--skip", "c", "--seed", "7", "--concurrency", "1", "--max-wait", "0"];
    expect(runOptionsOf(options(...words))).toEqual({
      only: ["a", "b"],
      skip: ["c"],
      seed: 7,
      concurrency: 1,
      maxWaitMs: 0,
    });
  });

  it.each([
    ["--concurrency", "0", "write a whole number from 1 to 256."],
    ["--concurrency", "many", "write a whole number from 1 to 256."],
    ["--max-wait", "-1", "write a whole number from 0 to 86400."],
    ["--max-wait", "1.5", "write a whole number from 0 to 86400."],
    ["--seed", "1e99", "write a whole number from 0"],
    ["--seed", "0x10", "write a whole number from 0"],
    ["--concurrency", " 5", "write a whole number from 1"],
    ["--seed", "", "write a whole number from 0"],
  ])("have bounds: %s %j", (option, value, remedy) => {
    expect(() => runOptionsOf(options(option, value))).toThrow(`${option} ${value}: ${remedy}`);
  });
});
