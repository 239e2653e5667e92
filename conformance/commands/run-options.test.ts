import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/files.ts";
import { runOptionsOf, settingsOf } from "./settings.ts";
import { type RunCommandOptions, type TestOptions, withRunOptions, withTestOptions } from "./test-options.ts";

function options(...words: string[]): TestOptions {
  return withTestOptions(new Command()).exitOverride().parse(words, { from: "user" }).opts();
}

/** The same where what is tested is given: no options of a target. */
function runOptions(...words: string[]): RunCommandOptions {
  return quiet(withRunOptions(new Command())).parse(words, { from: "user" }).opts();
}
const quiet = (command: Command) => command.exitOverride().configureOutput({ writeErr: () => {} });

const OF_A_RUN = [
  ...["--only", "--skip", "--concurrency", "--max-wait", "--seed", "--report"],
  ...["--repeat", "--baseline", "--strict", "--min-verified", "--timing", "--docs"],
];
const OF_A_TARGET = [
  ...["--target", "--protocol", "--role", "--url", "--command", "--image", "--compose", "--port"],
  ...["--ca", "--account", "--lifetime", "--allow-remote"],
];

describe("the options of a command", () => {
  const names = (command: Command) => command.options.map(({ long }) => long).toSorted();

  it("are those of a run, or of a run and its targets, each once", () => {
    expect(names(withRunOptions(new Command()))).toEqual(OF_A_RUN.toSorted());
    expect(names(withTestOptions(new Command()))).toEqual([...OF_A_RUN, ...OF_A_TARGET, "--plan"].toSorted());
  });

  it("are the same of a run, with a target's and without", () => {
    const words = ["--only", "a", "--skip", "b", "--skip", "c", "--seed", "7", "--report", "json", "--max-wait", "1"];
    expect(options(...words)).toMatchObject(runOptions(...words));
    expect(runOptionsOf(runOptions(...words))).toEqual(runOptionsOf(options(...words)));
  });

  it.each(OF_A_TARGET)("do not include %s where the target is given", (option) => {
    const given = option === "--allow-remote" ? [option] : [option, "x"];
    expect(() => runOptions(...given)).toThrow(`unknown option '${option}'`);
    expect(() => options(...given)).not.toThrow();
  });
});

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

  it("measure times only where that is asked for", () => {
    expect(runOptionsOf(options())).not.toHaveProperty("statistical");
    expect(runOptionsOf(options("--timing"))).toMatchObject({ statistical: true });
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

describe("the settings of a run", () => {
  const settings = (...words: string[]) => settingsOf(options(...words));

  it("are lenient, and one run, unless they say otherwise", () => {
    expect(settings()).toMatchObject({ repeat: 1, strict: false, minVerified: 0, reports: [] });
    expect(settings()).not.toHaveProperty("baseline");
  });

  it("are taken from the command line, and the baseline from its file", () => {
    const file = temporaryFolder().write("baseline.json", '[{"id":"a","reason":"b"}]');
    expect(settings("--strict", "--min-verified", "9", "--repeat", "3", "--baseline", file)).toMatchObject({
      repeat: 3,
      strict: true,
      minVerified: 9,
      baseline: { file, entries: [{ id: "a", reason: "b" }] },
    });
  });

  it.each([
    ["--repeat", "0", "write a whole number from 1 to 1000."],
    ["--repeat", "often", "write a whole number from 1 to 1000."],
    ["--min-verified", "-1", "write a whole number from 0 to 10000."],
    ["--baseline", "no.yaml", "cannot be read (ENOENT)"],
  ])("have bounds: %s %s", (option, value, remedy) => {
    expect(() => settings(option, value)).toThrow(remedy);
  });
});
