import { suites } from "../catalogue/suites.ts";
import { systemClock } from "../engine/ports.ts";
import { runProfiles } from "../engine/profiles.ts";
import type { RunOptions } from "../engine/run.ts";
import { createSecrets } from "../engine/secrets.ts";
import type { Report } from "../model/report.ts";
import type { RunResult } from "../model/run.ts";
import type { Target } from "../model/target.ts";
import { assemble } from "../report/assemble.ts";
import { exitCode } from "../report/exit-code.ts";
import { version } from "../version.ts";
import { refuseIdleGlobs, refuseUnknownNames } from "./against-suite.ts";
import { wholeNumber } from "./numbers.ts";
import { createProgress } from "./progress.ts";
import { parseReports, writeReports } from "./reports.ts";
import { targetsOf } from "./targets.ts";
import type { RunCommandOptions, TestOptions } from "./test-options.ts";

/** `authmark test`: tests the targets that the options name, writes the reports, and returns the exit code. */
export async function test(options: TestOptions): Promise<number> {
  const reports = parseReports(options.report);
  const targets = targetsOf(options, Object.keys(suites), process.env);
  for (const target of targets) refuseUnknownNames(target);
  refuseIdleGlobs(targets, options);
  return testTargets(targets, runOptionsOf(options), reports);
}

/** The run options that the command line gives. */
export function runOptionsOf(options: RunCommandOptions): RunOptions {
  const { seed = String(Math.floor(Math.random() * 2 ** 31)) } = options;
  return {
    only: options.only,
    skip: options.skip,
    seed: wholeNumber("--seed", seed, 0, 2 ** 31),
    concurrency: wholeNumber("--concurrency", options.concurrency, 1, 256),
    maxWaitMs: 1000 * wholeNumber("--max-wait", options.maxWait, 0, 86_400),
  };
}

/** Tests targets; an interruption ends it early, and the report is written all the same. */
export async function testTargets(
  targets: readonly Target[],
  options: RunOptions,
  reports: ReturnType<typeof parseReports>,
): Promise<number> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  for (const signal of INTERRUPTIONS) process.on(signal, interrupt);
  const report = await testAll(targets, options, interruption.signal);
  for (const signal of INTERRUPTIONS) process.off(signal, interrupt);
  await writeReports(report, reports);
  return exitCode(report);
}

/** From a terminal, and from what runs jobs in CI. */
const INTERRUPTIONS = ["SIGINT", "SIGTERM"] as const;

async function testAll(targets: readonly Target[], options: RunOptions, signal: AbortSignal): Promise<Report> {
  const clock = systemClock;
  const startedAt = clock.now();
  const secrets = createSecrets();
  const progress = createProgress(process.stderr);
  const testOne = (target: Target): Promise<RunResult[]> => {
    const ports = { clock, secrets, signal, progress: progress.of(target.name) };
    return runProfiles(suites[target.protocol], target, options, ports);
  };
  // Targets are servers of their own, so they are tested at the same time: the run takes as long as its longest wait.
  const runs = (await Promise.all(targets.map(testOne))).flat();
  progress.clear();
  const durationMs = clock.now() - startedAt;
  const { seed, maxWaitMs } = options;
  const head = { version, spec: version, seed, maxWaitMs, interrupted: signal.aborted, startedAt, durationMs };
  return assemble(runs, secrets.all(), head);
}
