import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { bytesServer, closeServersAfterEach, deadUrl } from "./testing/servers.ts";

const LOCAL = ["test", "--protocol", "hmail", "--url", "http://127.0.0.1:1"];
const MAIN = new URL("main.ts", import.meta.url).pathname;

/** Runs the command as its users do. */
async function authmark(...words: string[]) {
  const { promise, resolve } = Promise.withResolvers<number | null>();
  const child = spawn(process.execPath, [MAIN, ...words], { env: {}, stdio: ["ignore", "pipe", "pipe"] });
  child.once("close", resolve);
  const [stdout, stderr] = await Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
  return { code: await promise, stdout: stdout.join(""), stderr: stderr.join("") };
}

describe.concurrent("the command", () => {
  it.each([
    [["--help"], 0, "Usage: authmark"],
    [["test", "--help"], 0, "--allow-remote"],
    [["--version"], 0, "."],
    [["list"], 0, "MUST"],
  ])("%j writes what was asked for to standard output, and ends in %i", async (words, code, output) => {
    const run = await authmark(...words);
    expect(run).toMatchObject({ code, stderr: "" });
    expect(run.stdout).toContain(output);
  });

  it.each([
    [[], "Usage: authmark"],
    [["doctor"], "authmark: there is nothing to test. Name a target"],
    [["doctor", ...LOCAL.slice(1), "--max-wait", "soon"], "--max-wait soon: write a whole number"],
    [["test"], "authmark: there is nothing to test. Name a target"],
    [["test", "--nonsense"], "unknown option '--nonsense'"],
    [["nonsense"], "unknown command 'nonsense'"],
    [["test", "--url"], "argument missing"],
    [["test", "--protocol", "hmail", "--url", "https://mail.example"], "say --allow-remote"],
    [
      [...LOCAL, "--account", "alice:hunter22", "--account", "alice:x"],
      "--account: alice is there twice. Give each user once.",
    ],
    [[...LOCAL, "--only", "nonsense"], "--only nonsense: no check of hmail matches."],
    [[...LOCAL, "--skip", "nonsense"], "--skip nonsense: no check of hmail matches."],
    [["schema", "nonsense"], "schema nonsense: write target or report."],
    [["init", MAIN], "is there already, and is left as it is."],
    [[...LOCAL, "--max-wait", "soon"], "--max-wait soon: write a whole number"],
    [["explain", "nonsense"], "there is no such requirement or check"],
  ])("%j is a mistake: it is said on standard error, and the exit code is 2", async (words, message) => {
    const run = await authmark(...words);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toContain("    at ");
  });

  it("asks nothing where only the plan is wanted", async () => {
    const target = ["test", "--protocol", "hmail", "--url", await deadUrl(), "--account", "alice:hunter22-hunter22"];
    const run = await authmark(...target, "--plan");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatch(/^\d+ of \d+ checks will run, \d+ more if the target allows it, \d+ will not$/m);
    expect(run.stdout).not.toContain("hunter22");
  });

  it("says before a test that nobody listens, and ends in 3", async () => {
    const target = ["--protocol", "hmail", "--url", await deadUrl(), "--account", "alice:hunter22-hunter22"];
    const run = await authmark("doctor", ...target);
    expect(run).toMatchObject({ code: 3, stderr: "" });
    expect(run.stdout).toMatch(/✗ address +http:\S+ did not answer: .*Is the server running there\?/);
    expect(run.stdout).toContain("it cannot be tested: nobody can log in");
    expect(run.stdout).not.toContain("hunter22");
  });

  it("ends in 3 where nobody listens, and writes its report all the same", async () => {
    const target = ["test", "--protocol", "hmail", "--url", await deadUrl(), "--account", "alice:hunter22-hunter22"];
    const [people, programs] = await Promise.all([authmark(...target), authmark(...target, "--report", "json")]);
    expect(people).toMatchObject({ code: 3, stderr: "" });
    expect(people.stdout).toMatch(
      /! http:\S+ did not answer: .*ECONNREFUSED.*\(unreachable\)\. Is the server running there\?/,
    );
    expect(people.stdout).toMatch(/^nothing was verified: \d+ blocked, 0 of \d+ MUSTs verified/m);
    expect(programs).toMatchObject({ code: 3, stderr: "" });
    expect(JSON.parse(programs.stdout)).toMatchObject({ format: "authmark-report/1", summary: { conformant: false } });
    expect(people.stdout + programs.stdout).not.toContain("hunter22");
  });
});

describe("an interruption", () => {
  closeServersAfterEach();

  it.each(["SIGINT", "SIGTERM"] as const)(
    "by %s ends in 130, and the report is written all the same",
    async (signal) => {
      const asked = Promise.withResolvers<Socket>();
      const url = await bytesServer(asked.resolve);
      const words = ["test", "--protocol", "hmail", "--url", url, "--account", "alice:hunter22-hunter22"];
      const child = spawn(process.execPath, [MAIN, ...words, "--report", "json"], {
        env: {},
        stdio: ["ignore", "pipe", "pipe"],
      });
      const closed = once(child, "close");
      const socket = await asked.promise;
      child.kill(signal);
      setTimeout(() => socket.destroy(), 500);
      const [output, [code]] = await Promise.all([child.stdout.toArray(), closed]);
      expect(code).toBe(130);
      expect(JSON.parse(output.join(""))).toMatchObject({ interrupted: true, summary: { conformant: false } });
    },
  );
});
