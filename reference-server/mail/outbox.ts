import { appendFile } from "node:fs/promises";
import type { Message } from "./mailer.ts";

/** Appends a mail to a file that only this user can read, as one line of JSON. */
export async function sendToOutbox(message: Message & { readonly from: string }, file: string): Promise<void> {
  await appendFile(file, `${JSON.stringify(message)}\n`, { mode: 0o600 });
}
