import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A process of the reference server that listens. */
export interface ServerProcess {
  /** Where it listens, by role. */
  readonly urls: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts the reference server by its command line; resolves when it listens. */
export async function startServer(args: readonly string[]): Promise<ServerProcess> {
  const main = join(import.meta.dirname, "../../reference-server/main.ts");
  const server = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const line = new Promise<string>((resolve) => createInterface(server.stdout).once("line", resolve));
  const none = ended.then(() => Promise.reject(new Error("The reference server ended before it listened.")));
  const { listeners } = JSON.parse(await Promise.race([line, none])) as { listeners: { role: string; url: string }[] };
  return {
    urls: Object.fromEntries(listeners.map(({ role, url }) => [role, url])),
    async stop() {
      server.kill("SIGTERM");
      await ended;
    },
  };
}
