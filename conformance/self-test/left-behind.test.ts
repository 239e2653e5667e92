import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/files.ts";
import { httpServer, isThere, script } from "../testing/programs.ts";

const folder = temporaryFolder();
const main = join(import.meta.dirname, "../main.ts");
const suites: ChildProcess[] = [];
afterEach(() => {
  for (const suite of suites.splice(0)) suite.kill("SIGKILL");
});

/** A target that is ready, and answers nothing else, so that its test takes long; beside it a process that it started. */
const SLOW = `${script("setInterval(() => {}, 1000); require('fs').writeFileSync(process.env.CHILD, String(process.pid));".replaceAll("'", '"'))} & ${httpServer(
  'if (request.url === "/") { require("fs").writeFileSync(process.env.SERVER, String(process.pid)); response.end(); }',
)}`;

/** The suite in the middle of a test, and the processes of its target. */
async function inTheMiddle(name: string) {
  const files = [join(folder.path, `${name}-server`), join(folder.path, `${name}-child`)] as const;
  const args = ["test", "--protocol", "session", "--command", SLOW, "--account", "alice:hunter22hunter22"];
  const env = { ...process.env, SERVER: files[0], CHILD: files[1] };
  const suite = spawn(process.execPath, [main, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  suites.push(suite);
  const pids = () => files.map((file) => Number(readFileSync(file, "utf8")));
  await expect.poll(pids, { timeout: 40_000 }).toEqual([expect.any(Number), expect.any(Number)]);
  expect(pids().map(isThere)).toEqual([true, true]);
  return { suite, pids: pids(), exit: new Promise((resolve) => suite.once("exit", (code) => resolve(code))) };
}

describe("nothing of a target is left", () => {
  it("when the suite is interrupted, which says so", async () => {
    const { suite, pids, exit } = await inTheMiddle("interrupted");
    suite.kill("SIGINT");
    expect(await exit).toBe(130);
    expect(pids.map(isThere)).toEqual([false, false]);
  }, 60_000);

  it("when the suite is killed, and can do nothing more", async () => {
    const { suite, pids, exit } = await inTheMiddle("killed");
    suite.kill("SIGKILL");
    await exit;
    await expect.poll(() => pids.map(isThere), { timeout: 10_000 }).toEqual([false, false]);
  }, 60_000);
});
