import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";

/** What a command came to. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Started = ReturnType<ReturnType<typeof createElsewhere>["start"]>;

/** What npm tells its scripts of the repository that they run in, and what makes Node look into it. */
const OF_THE_REPOSITORY = /^(npm_(?!config_)|npm_config_(local_|global_)?prefix$|INIT_CWD$|NODE_PATH$|NODE_OPTIONS$)/;

/**
 * An empty folder from which nothing of the repository can be reached: not by a parent folder, not by PATH, and not by
 * what npm passes on. Of the repository it has the Node alone.
 */
export function createElsewhere(repository: string) {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "authmark-elsewhere-")));
  const folder = join(base, "folder");
  const bin = join(base, "bin");
  for (const path of [folder, bin]) mkdirSync(path);
  symlinkSync(process.execPath, join(bin, "node"));
  const kept = Object.entries(process.env).filter(([name]) => !OF_THE_REPOSITORY.test(name));
  const others = (process.env["PATH"] ?? "").split(delimiter).filter((path) => !path.startsWith(repository));
  const env = { ...Object.fromEntries(kept), PATH: [bin, ...others].join(delimiter) };

  /** Starts a command in the folder, as the head of a process group of its own. */
  const start = (command: string, ...args: string[]) =>
    spawn(command, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  return {
    folder,
    start,
    /** Runs a command in the folder to its end. */
    run: (command: string, ...args: string[]) => endOf(start(command, ...args)),
    write: (name: string, content: string) => writeFileSync(join(folder, name), content),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** Waits for the end of a process, and for all that it says. */
async function endOf(child: Started): Promise<Ended> {
  const code = new Promise<number | null>((resolve, reject) => child.once("close", resolve).once("error", reject));
  const [stdout, stderr] = await Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
  return { code: await code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

/**
 * The first line that a process writes.
 *
 * @throws Error with what it says on standard error, where it ends before that
 */
export async function firstLineOf({ stdout, stderr }: Started): Promise<string> {
  for await (const line of createInterface(stdout)) return line;
  throw new Error(Buffer.concat(await stderr.toArray()).toString());
}

/** Ends a process and those that it started, such as npx and its command. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once("close", resolve));
  process.kill(-child.pid, "SIGTERM");
  await closed;
}
