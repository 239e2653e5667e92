import { describe, it, type TestContext } from "vitest";
import { suiteOf } from "./catalogue/suites.ts";
import { refuseIdleGlobs } from "./commands/against-suite.ts";
import { checksNamed, gateLines, refuseUnreachable } from "./commands/gates.ts";
import { type GivenTarget, givenTarget } from "./commands/given-target.ts";
import { type Settings, settingsOf } from "./commands/settings.ts";
import { testAll } from "./commands/test.ts";
import { select } from "./engine/plan.ts";
import type { CheckReport, Report } from "./model/report.ts";
import { type RequirementId, requirement } from "./model/requirement.ts";
import type { Target } from "./model/target.ts";
import { withBaseline } from "./report/baseline.ts";
import { isTested } from "./report/console.ts";
import { LOCAL_DOCS } from "./report/docs-pages.ts";
import { tooFewVerified } from "./report/exit-code.ts";
import { inert } from "./report/inert.ts";
import { protocolText } from "./report/protocol-text.ts";
import { quote } from "./report/shell.ts";
import { testOutcome } from "./report/test-outcome.ts";
import { verdictLine } from "./report/verdict-line.ts";

export type { GivenTarget };

/** How to test, as the options of `authmark test` of the same names. */
export interface ConformanceOptions {
  /** Only these checks or requirements: globs over ids. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** How many checks run at once; 8 without it. */
  readonly concurrency?: number;
  /** The longest expiry to wait for, in seconds; 60 without it. */
  readonly maxWait?: number;
  /** The order of the checks, and what they draw; without it, another one each time. */
  readonly seed?: number;
  /** Measure times as well. */
  readonly timing?: boolean;
  /** A file of known findings, which are skipped. */
  readonly baseline?: string;
  /** Declared deviations fail as well. */
  readonly strict?: boolean;
  /** Fail where fewer MUSTs were verified. */
  readonly minVerified?: number;
  /** Test a server that is not on this machine. */
  readonly allowRemote?: boolean;
}

/**
 * Tests a server among the tests of a vitest file: a test for each requirement. The suite runs once, when the first of
 * them is reached, and asks for nothing that `-t` leaves out.
 *
 * @param target a target file, by its path, or what one would say
 * @throws UsageError that names the option, or the key of the target, and the remedy
 */
export function conformance(target: string | GivenTarget, options: ConformanceOptions = {}): void {
  const given = givenTarget(target, options.allowRemote ?? false, process.env);
  const settings = settingsFrom(options);
  refuseIdleGlobs([given], { ...settings.run, timing: options.timing ?? false });
  refuseUnreachable([given], settings);
  const selected = select(suiteOf(given).catalogue, settings.run);
  const ids = [...new Set(selected.map((each) => each.requirement))];
  let testing: Promise<Report> | undefined;
  const tested = (context: TestContext) => {
    testing ??= test(given, { ...settings, run: { ...settings.run, skip: skipped(settings, ids, context) } }, context);
    return testing;
  };
  // The suite bounds its own waits.
  describe(`${inert(given.name)} (${protocolText(given)})`, { timeout: 0 }, () => {
    it(ANSWERS, async (context) => refuseUntested(await tested(context)));
    for (const id of ids) it(titleOf(id), async (context) => tell(id, await tested(context), settings, context));
    if (settings.baseline || settings.minVerified > 0) {
      it("is held to its gates", async (context) => holdToGates(await tested(context), settings));
    }
  });
}

const ANSWERS = "can be tested";

function titleOf(id: RequirementId): string {
  return `${id}: ${requirement(id).text}`;
}

/** What is left out: also the requirements whose tests the filters of vitest leave out. */
function skipped({ run }: Settings, ids: readonly RequirementId[], { task }: TestContext): string[] {
  const left = new Set(task.suite?.tasks.filter(({ mode }) => mode === "skip").map(({ name }) => name));
  return [...run.skip, ...ids.filter((id) => left.has(titleOf(id)))];
}

async function test(target: Target, settings: Settings, { signal }: TestContext): Promise<Report> {
  const report = await testAll([target], settings.run, signal, []);
  const { baseline } = settings;
  const marked = baseline ? withBaseline(report, baseline.entries, checksNamed) : report;
  const held = target.file === undefined ? againByVitest(marked) : marked;
  const notes = new Set(held.runs.flatMap((run) => run.notes));
  const lines = [...[...notes].map((note) => `! ${inert(note)}`), `${verdictLine(held, held.interrupted)}`];
  console.info(`${lines.join("\n")}\nseed ${held.seed}`);
  return held;
}

/** What is in no file, the command line cannot test again. */
function againByVitest(report: Report): Report {
  const again = (check: CheckReport) => ({ ...check, reproduce: `npx vitest run -t ${quote(check.requirement)}` });
  return { ...report, runs: report.runs.map((run) => ({ ...run, checks: run.checks.map(again) })) };
}

/** Where nobody answers, or nobody can log in, one test says so, and not each. */
function refuseUntested(report: Report): void {
  if (isAsked(report)) return;
  throw failure("nothing was verified", report.runs.flatMap(({ notes }) => notes.map(inert)).join("\n"));
}

function isAsked({ runs }: Report): boolean {
  return runs.some(({ checks }) => isTested(checks));
}

async function tell(id: RequirementId, report: Report, settings: Settings, context: TestContext): Promise<void> {
  if (!isAsked(report)) context.skip("nothing was verified");
  const outcome = testOutcome(id, report, settings);
  if (outcome.kind === "fail") throw failure(outcome.grade, outcome.text);
  if (outcome.kind === "skip") context.skip(outcome.why);
  if (outcome.kind !== "advise") return;
  console.warn(outcome.text);
  await context.annotate(outcome.text, "warning");
}

/** Fails where too few MUSTs were verified, or the baseline is out of date. */
function holdToGates(report: Report, settings: Settings): void {
  const isMissed = tooFewVerified(report.runs, settings).length > 0 || (report.baseline?.stale.length ?? 0) > 0;
  if (isMissed) throw failure("not held", gateLines(report, { ...settings, strict: false }).join("\n"));
}

/** A failure that has no place in a program. */
function failure(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = `${name}: ${message}`;
  return error;
}

function settingsFrom(options: ConformanceOptions): Settings {
  const { only = [], skip = [], concurrency = 8, maxWait = 60, seed, timing, baseline, strict, minVerified } = options;
  return settingsOf({
    only: [...only],
    skip: [...skip],
    concurrency: String(concurrency),
    maxWait: String(maxWait),
    ...(seed !== undefined && { seed: String(seed) }),
    ...(timing && { timing }),
    ...(baseline !== undefined && { baseline }),
    ...(strict && { strict }),
    ...(minVerified !== undefined && { minVerified: String(minVerified) }),
    report: [],
    docs: LOCAL_DOCS,
  });
}
