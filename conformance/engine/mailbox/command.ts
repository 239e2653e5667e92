import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { MailboxSettings } from "../../model/apps.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Mailbox } from "../../model/ports.ts";

const TIMEOUT_MS = 10_000;
const MAX_OUTPUT = 1024 * 1024;

type Command = Extract<MailboxSettings, { command: string }>;

/** Reads mails by a command for the shell, which prints those to AUTHMARK_EMAIL. */
export function readByCommand({ command, folder }: Command): Mailbox["mailsTo"] {
  return async (address) => {
    const options = {
      cwd: folder,
      timeout: TIMEOUT_MS,
      maxBuffer: MAX_OUTPUT,
      env: { ...process.env, AUTHMARK_EMAIL: address },
    };
    const shell = process.platform === "win32" ? ["cmd", "/d", "/s", "/c"] : ["/bin/sh", "-c"];
    const [program = "", ...words] = [...shell, command];
    try {
      const { stdout } = await promisify(execFile)(program, words, options);
      return stdout.trim() === "" ? [] : [stdout];
    } catch (error) {
      const { stderr = "", message } = error as { readonly stderr?: string; readonly message: string };
      throw new CannotTest(`mailbox.command failed: ${stderr.trim().split("\n").at(-1) || message}`);
    }
  };
}
