import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf, type RealServer } from "./servers.ts";
import { type Started, start } from "./start.ts";

const MAIN = join(import.meta.dirname, "../../main.ts");
const LONGEST_RUN_MS = 600_000;

/** What came of testing a server. */
export interface Examined {
  readonly isAsKnown: boolean;
  /** The last line of the report. */
  readonly verdict: string;
  /** All of the report. */
  readonly text: string;
}

/** Lifetimes of tokens in seconds, as the target files have them: where nothing expires, and where all does. */
const USUAL = { ACCESS_TTL: "300", REFRESH_TTL: "600" };
const SHORT = { ACCESS_TTL: "3", REFRESH_TTL: "6" };

/**
 * Starts a server twice, with usual and with short lifetimes, tests it by its target file, and holds what is found to
 * its baseline. Stops what it started.
 *
 * @param scratch a folder for what the server keeps
 * @param secrets the passwords and the client secret, by their variable
 */
export async function examine(
  server: RealServer,
  modules: string,
  scratch: string,
  secrets: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Examined> {
  const started: Started[] = [];
  try {
    for (const lifetimes of [USUAL, SHORT]) {
      const data = join(scratch, `access-${lifetimes.ACCESS_TTL}s`);
      mkdirSync(data, { recursive: true });
      started.push(await start(server, { ...secrets, ...lifetimes, DATA: data, MODULES: modules }));
    }
    const file = join(scratch, "target.yaml");
    const ports = started.map(({ port }) => port);
    writeFileSync(file, withPorts(readFileSync(join(folderOf(server), "target.yaml"), "utf8"), ports));
    return await test(server, file, { ...process.env, ...secrets }, signal);
  } finally {
    await Promise.all(started.map(({ stop }) => stop()));
  }
}

/** A target file with other ports: the first address is the target's, each further one a profile's. */
export function withPorts(text: string, ports: readonly number[]): string {
  let next = 0;
  return text.replace(/(?<=http:\/\/127\.0\.0\.1:)\d+/g, () => String(ports[next++]));
}

async function test(server: RealServer, file: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Examined> {
  const args = [
    ...["test", "--target", file, "--min-verified", String(server.minVerified)],
    ...["--baseline", join(folderOf(server), "baseline.yaml")],
    ...server.skip.flatMap((id) => ["--skip", id]),
  ];
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: LONGEST_RUN_MS,
    signal,
  });
  const [stdout, stderr] = await Promise.all([child.stdout.toArray(), child.stderr.toArray(), once(child, "close")]);
  const said = Buffer.concat(stdout).toString();
  const text = said + Buffer.concat(stderr).toString();
  return { isAsKnown: child.exitCode === 0, verdict: said.trimEnd().split("\n").at(-1) ?? "", text };
}
