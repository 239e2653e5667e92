import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";

const main = new URL("../main.ts", import.meta.url).pathname;
const Listening = z.object({
  listeners: z.array(z.object({ protocol: z.string(), role: z.string(), url: z.url() }).strict()),
});

/** What a process writes, and its exit code once it has ended. */
export interface Exited {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command as its users do, in processes of its own.
 *
 * @param cwd where it runs, and what file names are relative to
 * @param protocol what its servers serve
 */
export function createProcesses(cwd: () => string, protocol = "hmail") {
  const children: ChildProcess[] = [];

  const run = (args: readonly string[], { input = "", env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {}) => {
    const child = spawn(process.execPath, [main, ...args], { cwd: cwd(), env: { ...process.env, ...env } });
    children.push(child);
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => {
      output.stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      output.stderr += chunk;
    });
    // A command that does not read its input may be gone before all of it is written.
    child.stdin.on("error", () => {}).end(input);
    const exited: Promise<Exited> = once(child, "close").then(([code]) => ({ code, ...output }));
    return { child, output, exited };
  };

  /** Starts a server on a free port, and waits for the line that says where it listens. */
  const start = async (...args: string[]) => {
    const running = run([protocol, "--port", "0", ...args]);
    await Promise.race([once(running.child.stdout, "data"), running.exited]);
    const { listeners } = Listening.parse(JSON.parse(running.output.stdout));
    const stop = () => {
      running.child.kill("SIGTERM");
      return running.exited;
    };
    return { ...running, listeners, url: listeners[0]?.url ?? "", stop };
  };

  const killAll = () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  };

  return { run, start, killAll };
}
