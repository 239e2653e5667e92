import { accessSync, constants, existsSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import { renderConsole } from "../report/console.ts";
import { FORMATS } from "../report/formats.ts";
import { styleFor } from "../report/style.ts";

/** A format to write, and the file to write it to; without a file it goes to standard output. */
export interface ReportRequest {
  readonly format: string;
  readonly path?: string;
}

/** Parses `--report FORMAT[=PATH]`. */
export function parseReports(texts: readonly string[]): ReportRequest[] {
  const requests = texts.map((text): ReportRequest => {
    const [format = "", ...rest] = text.split("=");
    if (!Object.hasOwn(FORMATS, format)) {
      throw new UsageError(`--report ${text}: write one of ${Object.keys(FORMATS).join(", ")}, and =PATH behind it.`);
    }
    if (rest.length === 0) return { format };
    const path = rest.join("=");
    // Known now, so that no run is wasted.
    refuseUnwritable(text, path);
    return { format, path };
  });
  if (requests.filter(({ path }) => path === undefined).length > 1) {
    throw new UsageError("--report: only one format can go to standard output. Give the others a file: FORMAT=PATH.");
  }
  return requests;
}

function refuseUnwritable(text: string, path: string): void {
  if (path === "" || !isFolder(dirname(path))) {
    throw new UsageError(`--report ${text}: there is no such folder. Write FORMAT=PATH, and make the folder first.`);
  }
  if (isFolder(path)) throw new UsageError(`--report ${text}: that is a folder. Write FORMAT=PATH with a file in it.`);
  try {
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw new UsageError(`--report ${text}: ${notWritten(error)}`);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function notWritten(error: unknown): string {
  return `cannot be written (${(error as NodeJS.ErrnoException).code}). Name a file that this user may write.`;
}

/** Writes a report for people to standard output, and every requested format; one of them may take its place there. */
export async function writeReports(report: Report, requests: readonly ReportRequest[]): Promise<void> {
  // Standard output first: what a file cannot take is not lost.
  const onOutput = requests.find(({ path }) => path === undefined);
  const output = onOutput ? await render(report, onOutput) : renderConsole(report, styleFor(process.stdout));
  process.stdout.write(output);
  for (const request of requests) {
    if (request.path !== undefined) write(request.path, await render(report, request));
  }
}

async function render(report: Report, { format }: ReportRequest): Promise<string> {
  const renderer = await FORMATS[format]?.();
  return renderer?.(report) ?? "";
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`--report ${path}: ${notWritten(error)}`);
  }
}
