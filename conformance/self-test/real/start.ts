import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { folderOf, type RealServer } from "./servers.ts";

/** How long a server may take to listen, and to end, in milliseconds. */
const LONGEST_START_MS = 60_000;
const LONGEST_END_MS = 5_000;

/** A server that runs. */
export interface Started {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts a server by its script, on a free port; resolves when it listens.
 *
 * @param env what the script reads, but for the port
 * @throws Error with the last that it said, where it does not come to listen
 */
export async function start(server: RealServer, env: Readonly<Record<string, string>>): Promise<Started> {
  const port = await freePort();
  const program = "apt" in server.from ? "/usr/bin/python3" : process.execPath;
  // In a group of its own, so that what it starts can be ended with it.
  const child = spawn(program, [join(folderOf(server), server.start)], {
    env: { PATH: process.env["PATH"], ...env, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const said: string[] = [];
  const keep = (line: string) => void said.push(line);
  createInterface(child.stderr).on("line", keep);
  const stop = () => end(child);
  try {
    await listening(child, keep);
  } catch (error) {
    await stop();
    throw new Error(`${server.name} ${(error as Error).message}: ${said.slice(-3).join(" / ")}`);
  }
  return { port, stop };
}

async function listening(child: ChildProcess, keep: (line: string) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error("did not listen in time")), LONGEST_START_MS);
  child.once("error", (error) => reject(new Error(`did not start, ${error.message}`)));
  child.once("exit", (code) => reject(new Error(`ended in ${code}`)));
  if (child.stdout) {
    createInterface(child.stdout).on("line", (line) => {
      keep(line);
      if (line.includes(" listens on ")) resolve();
    });
  }
  await promise.finally(() => clearTimeout(timer));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, "SIGKILL"), LONGEST_END_MS);
  await ended.finally(() => clearTimeout(timer));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
