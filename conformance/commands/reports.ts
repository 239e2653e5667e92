import { existsSync, writeFileSync } from "node:fs";
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
    if (path === "" || !existsSync(dirname(path))) {
      throw new UsageError(`--report ${text}: there is no such folder. Write FORMAT=PATH, and make the folder first.`);
    }
    return { format, path };
  });
  if (requests.filter(({ path }) => path === undefined).length > 1) {
    throw new UsageError("--report: only one format can go to standard output. Give the others a file: FORMAT=PATH.");
  }
  return requests;
}

/** Writes a report for people to standard output, and every requested format; one of them may take its place there. */
export async function writeReports(report: Report, requests: readonly ReportRequest[]): Promise<void> {
  const toFilesFirst = requests.toSorted(
    (one, other) => Number(one.path === undefined) - Number(other.path === undefined),
  );
  for (const { format, path } of toFilesFirst) {
    const render = await FORMATS[format]?.();
    const text = render?.(report) ?? "";
    if (path === undefined) process.stdout.write(text);
    else write(path, text);
  }
  if (requests.every(({ path }) => path !== undefined)) {
    process.stdout.write(renderConsole(report, styleFor(process.stdout)));
  }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`--report ${path}: cannot be written (${code}). Check that the folder exists.`);
  }
}
