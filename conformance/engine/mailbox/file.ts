import { readFile } from "node:fs/promises";
import { CannotTest } from "../../model/errors.ts";
import type { Mailbox } from "../../model/ports.ts";

/** One mail, as a line of the file has it. */
interface Line {
  readonly to?: unknown;
  readonly token?: unknown;
  readonly text?: unknown;
}

/** Reads mails from a file of JSON lines: to whom each went, and its text or the token alone. */
export function readFromFile(file: string): Mailbox["mailsTo"] {
  return async (address) => {
    const lines = (await content(file)).split("\n").filter((line) => line.trim() !== "");
    return lines.flatMap((line, index) => {
      const { to, token, text } = parsed(line, `${file}, line ${index + 1}`);
      const isTo = String(to).toLowerCase() === address.toLowerCase();
      return isTo ? [String(text ?? token ?? "")] : [];
    });
  };
}

async function content(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Before the first mail there may be none.
    if (code === "ENOENT") return "";
    throw new CannotTest(`mailbox.file: ${file} cannot be read (${code})`);
  }
}

function parsed(line: string, at: string): Line {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // It says nothing of what is in the line, which may be a secret.
  }
  throw new CannotTest(`mailbox.file: ${at} is no JSON object with to, and text or token`);
}
