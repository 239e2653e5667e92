import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What a process took, and what it said. */
export interface Ended {
  readonly stdout: string;
  /** From its start to its end. */
  readonly seconds: number;
  /** The most memory that it held. */
  readonly peakMebibytes: number;
}

/** Makes a process say on its standard error, as its last word, how much memory it held at most. */
const TELL_PEAK = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => console.error(process.resourceUsage().maxRSS));',
)}`;

/**
 * Runs Node to its end.
 *
 * @throws Error with what it said, where it ends in another code than 0
 */
export async function runNode(...args: readonly string[]): Promise<Ended> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["--import", TELL_PEAK, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const closed = new Promise<number | null>((resolve, reject) => child.once("close", resolve).once("error", reject));
  const [stdout, stderr] = await Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
  const code = await closed;
  const seconds = (performance.now() - startedAt) / 1_000;
  const [said, complaint] = [Buffer.concat(stdout).toString(), Buffer.concat(stderr).toString()];
  if (code !== 0) throw new Error(`node ${args.join(" ")} ended in ${code}: ${said}${complaint}`);
  const kibibytes = Number(complaint.trimEnd().split("\n").at(-1));
  return { stdout: said, seconds, peakMebibytes: kibibytes / 1_024 };
}

/** A server that runs as a process of its own. */
export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a program that prints its address as its first line, and serves until it is told to end. */
export async function serveNode(...args: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  for await (const url of createInterface(child.stdout)) return { url, stop };
  throw new Error(`node ${args.join(" ")} ended before it served.`);
}
