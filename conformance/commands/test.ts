import { availableParallelism } from "node:os";
import { suiteOf, suites } from "../catalogue/suites.ts";
import { createPlaces } from "../engine/places.ts";
import { systemClock } from "../engine/ports.ts";
import { runProfiles } from "../engine/profiles.ts";
import type { RunOptions } from "../engine/run.ts";
import { withStart } from "../engine/run-started.ts";
import { createSecrets, type Secret } from "../engine/secrets.ts";
import { brokenServersOf } from "../faults/faults.ts";
import type { Report } from "../model/report.ts";
import type { RunResult } from "../model/run.ts";
import type { Target } from "../model/target.ts";
import { assemble } from "../report/assemble.ts";
import { withBaseline } from "../report/baseline.ts";
import { withDiagnoses } from "../report/diagnosis.ts";
import { exitCode } from "../report/exit-code.ts";
import { joinRepetitions } from "../report/repetitions.ts";
import { version } from "../version.ts";
import { refuseIdleGlobs, refuseUnknownNames } from "./against-suite.ts";
import { checksNamed, gateLines, refuseUnreachable } from "./gates.ts";
import { printPlan } from "./plan.ts";
import { createProgress } from "./progress.ts";
import { writeReports } from "./reports.ts";
import { type Settings, settingsOf } from "./settings.ts";
import { targetsOf } from "./targets.ts";
import type { TestOptions } from "./test-options.ts";

/** `authmark test`: tests the targets that the options name, writes the reports, and returns the exit code. */
export async function test(options: TestOptions): Promise<number> {
  const settings = settingsOf(options);
  const targets = targetsOf(options, Object.keys(suites), process.env);
  for (const target of targets) refuseUnknownNames(target);
  refuseIdleGlobs(targets, options);
  if (options.plan) {
    printPlan(targets, settings.run);
    return 0;
  }
  return testTargets(targets, settings);
}

/** Tests targets; an interruption ends it early, and the report is written all the same. */
export async function testTargets(targets: readonly Target[], settings: Settings): Promise<number> {
  refuseUnreachable(targets, settings);
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  for (const signal of INTERRUPTIONS) process.on(signal, interrupt);
  const tested = await testRepeatedly(targets, settings, interruption.signal);
  for (const signal of INTERRUPTIONS) process.off(signal, interrupt);
  const { baseline } = settings;
  const judged = baseline ? withBaseline(tested, baseline.entries, checksNamed) : tested;
  const report = withDiagnoses(judged, brokenServersOf, settings.docs);
  await writeReports(report, settings.reports);
  for (const line of gateLines(report, settings)) console.error(`authmark: ${line}`);
  return exitCode(report, settings);
}

/** From a terminal, and from what runs jobs in CI. */
const INTERRUPTIONS = ["SIGINT", "SIGTERM"] as const;

async function testRepeatedly(
  targets: readonly Target[],
  { run, repeat }: Settings,
  signal: AbortSignal,
): Promise<Report> {
  const secrets: Secret[] = [];
  const first = await testAll(targets, run, signal, secrets);
  if (repeat === 1) return first;
  const reports: [Report, ...Report[]] = [first];
  while (reports.length < repeat && !signal.aborted) {
    reports.push(await testAll(targets, { ...run, seed: run.seed + reports.length }, signal, secrets));
  }
  return joinRepetitions(reports);
}

/** As many as wait for each other's servers most of the time. */
const TARGETS_A_PROCESSOR = 4;

/**
 * Tests targets once.
 *
 * @param before the secrets of earlier repetitions, to which those of this one are added
 */
export async function testAll(
  targets: readonly Target[],
  options: RunOptions,
  signal: AbortSignal,
  before: Secret[],
): Promise<Report> {
  const clock = systemClock;
  const startedAt = clock.now();
  const secrets = createSecrets();
  const progress = createProgress(process.stderr);
  const testOne = (target: Target): Promise<RunResult[]> => {
    const ports = { clock, secrets, signal, progress: progress.of(target.name) };
    return runProfiles(withStart(suiteOf(target)), target, options, ports);
  };
  // Targets are servers of their own, so they are tested at the same time: the run takes as long as its longest wait.
  // More than this machine can ask in time would have tokens expire before they are used.
  const places = createPlaces(TARGETS_A_PROCESSOR * availableParallelism());
  const runs = (await Promise.all(targets.map((target) => places.within(() => testOne(target))))).flat();
  progress.clear();
  const durationMs = clock.now() - startedAt;
  const { seed, maxWaitMs, statistical: timing = false } = options;
  const head = { version, spec: version, seed, maxWaitMs, timing, interrupted: signal.aborted, startedAt, durationMs };
  const known = [...secrets.all(), ...before];
  before.push(...secrets.all());
  return assemble(runs, known, head);
}
