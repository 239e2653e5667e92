import { join } from "node:path";
import { runNode } from "./child.ts";

/** What to send over and over, and what an answer must hold to count. */
export interface Load {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly holds: string;
}

/** Puts a server under load by a process of its own; returns how many requests it served in a second. */
export async function requestsPerSecond(load: Load): Promise<number> {
  const { stdout } = await runNode(join(import.meta.dirname, "load-client.ts"), JSON.stringify(load));
  return Number(stdout);
}

/** The bytes of a request, on a connection that is kept. */
export function renderRequest({ url, method, path, headers = {}, body = "" }: Load): string {
  const fields = { host: new URL(url).host, ...headers, "content-length": String(Buffer.byteLength(body)) };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, ...lines, "", body].join("\r\n");
}

/** Whether all of an answer has come, by its Content-Length; `text` has a character for each byte. */
export function isWhole(text: string): boolean {
  const head = text.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head)) ?? [];
  if (length === undefined) throw new Error(`An answer does not tell its length: ${text}`);
  return text.length >= head + 4 + Number(length);
}
