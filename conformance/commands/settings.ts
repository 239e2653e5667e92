import type { RunOptions } from "../engine/run.ts";
import type { Gates } from "../report/exit-code.ts";
import { type BaselineEntry, readBaseline } from "../targets/baseline.ts";
import { httpAddress } from "./addresses.ts";
import { wholeNumber } from "./numbers.ts";
import { parseReports, type ReportRequest } from "./reports.ts";
import type { RunCommandOptions } from "./test-options.ts";

/** How to test, what to hold the result to, and how to report it. */
export interface Settings extends Gates {
  readonly run: RunOptions;
  /** How often, with seeds that follow each other. */
  readonly repeat: number;
  readonly baseline?: { readonly file: string; readonly entries: readonly BaselineEntry[] };
  readonly reports: readonly ReportRequest[];
  /** The address of the docs, to which reports link. */
  readonly docs: string;
}

/**
 * Parses the options of a run, and reads the baseline that they name.
 *
 * @throws UsageError that names the option, or the file, and the remedy
 */
export function settingsOf(options: RunCommandOptions): Settings {
  const { baseline, strict = false, minVerified = "0", repeat = "1" } = options;
  return {
    run: runOptionsOf(options),
    repeat: wholeNumber("--repeat", repeat, 1, 1000),
    strict,
    minVerified: wholeNumber("--min-verified", minVerified, 0, 10_000),
    ...(baseline !== undefined && { baseline: { file: baseline, entries: readBaseline(baseline) } }),
    reports: parseReports(options.report),
    docs: httpAddress("--docs", options.docs),
  };
}

/** The run options that the command line gives. */
export function runOptionsOf(options: RunCommandOptions): RunOptions {
  const { seed = String(Math.floor(Math.random() * 2 ** 30)) } = options;
  return {
    only: options.only,
    skip: options.skip,
    seed: wholeNumber("--seed", seed, 0, 2 ** 31),
    concurrency: wholeNumber("--concurrency", options.concurrency, 1, 256),
    maxWaitMs: maxWaitMs(options.maxWait),
    ...(options.timing && { statistical: true }),
  };
}

/** Parses `--max-wait`, in seconds; in milliseconds. */
export function maxWaitMs(text: string): number {
  return 1000 * wholeNumber("--max-wait", text, 0, 86_400);
}
