import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CannotTest } from "../../model/errors.ts";
import type { Ended, Started } from "../../model/start.ts";
import { environmentOf } from "./environment.ts";
import { freePort } from "./free-port.ts";
import { signalGroup } from "./groups.ts";
import { createLog } from "./log.ts";
import { placedAt } from "./place.ts";
import type { Starter } from "./starter.ts";
import { watchGroup } from "./watch.ts";

/** How long a target may take to end when it is asked to, before it is made to. */
export const STOPS_WITHIN_MS = 10_000;
const KILLED_WITHIN_MS = 2000;

/** Starts a target by a command for the shell, in a process group of its own. */
export const startProcess: Starter = async ({ target, start, now, clock }) => {
  const data = mkdtempSync(join(tmpdir(), "authmark-data-"));
  const port = start.port ?? (await freePort());
  const { plainPort } = start;
  const told = environmentOf(target, start, { port, ...(plainPort !== undefined && { plainPort }) });
  const env = { ...process.env, PORT: String(port), AUTHMARK_DATA: data, ...told, ...clock?.env };
  const log = createLog(now);
  const whenEnded = Promise.withResolvers<Ended>();
  let ended: Ended | undefined;
  let running = begin();

  function begin() {
    const child = spawn(start.what, {
      cwd: start.folder,
      shell: true,
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe"],
      env,
    });
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => log.take(stream, text));
    }
    const forget = child.pid === undefined ? () => {} : watchGroup(child.pid);
    const group = { child, forget, isStopping: false, closed: closing(child) };
    const end = (code: number | string) => {
      if (group.isStopping) return;
      ended = { at: now(), code };
      whenEnded.resolve(ended);
    };
    child.once("exit", (code, signal) => end(code ?? String(signal)));
    child.once("error", ({ message }) => end(message));
    return group;
  }

  /** Ends the command and all that it started; it is over when nobody is left who could write to its output. */
  async function end(): Promise<void> {
    const { child, closed, forget } = running;
    running.isStopping = true;
    if (child.pid === undefined) return;
    signalGroup(child.pid, "SIGTERM");
    await Promise.race([closed, elapsed(STOPS_WITHIN_MS)]);
    signalGroup(child.pid, "SIGKILL");
    // Who has left the group may still hold the output.
    await Promise.race([closed, elapsed(KILLED_WITHIN_MS)]);
    for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    forget();
  }

  return {
    url: placedAt(target.url, "127.0.0.1", port),
    ...(target.plainUrl !== undefined && { plainUrl: target.plainUrl }),
    told: { pid: String(running.child.pid ?? "") },
    log: log.lines,
    ended: () => ended,
    whenEnded: whenEnded.promise,
    async restart() {
      if (ended) throw new CannotTest(`the target ended by itself before (${ended.code})`);
      await end();
      running = begin();
    },
    async stop() {
      await end();
      rmSync(data, { recursive: true, force: true });
    },
  } satisfies Started;
};

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

function closing(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
}
