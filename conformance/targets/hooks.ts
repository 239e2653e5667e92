import { spawn } from "node:child_process";
import { CannotTest } from "../model/errors.ts";
import type { Hook } from "../model/target.ts";

/** A hook that takes longer has lost its way. */
const TIMEOUT_MS = 60_000;

/**
 * Makes a hook of a command for the shell. What it is to be done to comes in variables: AUTHMARK_USERNAME,
 * AUTHMARK_PASSWORD, AUTHMARK_NEW_PASSWORD.
 *
 * @param key the command's key in the target file, for messages
 * @param folder where the command runs
 * @returns a hook that throws CannotTest, with what the command said last, where it fails
 */
export function commandHook(key: string, command: string, folder: string): Hook {
  return async (values) => {
    const { code, said } = await runCommand(command, folder, variables(values));
    if (code !== 0) throw new CannotTest(`${key} failed with ${code}${said ? `: ${said}` : ""}`);
  };
}

function variables(values: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(values).map(([name, value]) => {
    const words = name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    return [`AUTHMARK_${words}`, value] as const;
  });
  return Object.fromEntries(entries);
}

/** Runs a command in a group of its own, so that what it started ends with it where it takes too long. */
function runCommand(
  command: string,
  cwd: string,
  values: Record<string, string>,
): Promise<{ code: number | string; said: string }> {
  const child = spawn(command, {
    cwd,
    shell: true,
    detached: process.platform !== "win32",
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...values },
  });
  let text = "";
  child.stderr.on("data", (chunk) => {
    text = `${text}${chunk}`.slice(-1000);
  });
  const { promise, resolve } = Promise.withResolvers<{ code: number | string; said: string }>();
  const timer = setTimeout(() => {
    end(child.pid);
    resolve({ code: `nothing after ${TIMEOUT_MS / 1000} s`, said: "" });
  }, TIMEOUT_MS);
  // What a hook leaves running in the background, such as a server, may keep the pipe open.
  child.once("exit", (code, signal) => {
    clearTimeout(timer);
    child.stderr.destroy();
    resolve({ code: code ?? String(signal), said: text.trim().split("\n").at(-1) ?? "" });
  });
  child.once("error", ({ message }) => {
    clearTimeout(timer);
    resolve({ code: "no start", said: message });
  });
  return promise;
}

function end(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It is over already.
  }
}
