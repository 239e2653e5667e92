import { describe } from "../kit/expect.ts";
import type { Check, Given } from "../model/check.ts";
import { PreparationFailed } from "../model/errors.ts";
import type { Clock } from "../model/ports.ts";
import type { CheckResult, RunResult } from "../model/run.ts";
import type { Account, Target } from "../model/target.ts";
import type { Verdict } from "../model/verdict.ts";
import { type Planned, plan, type Selection, select } from "./plan.ts";
import { createRandom, shuffle } from "./ports.ts";
import { createRecorder } from "./recorder.ts";
import { runCheck } from "./run-check.ts";
import type { Secrets } from "./secrets.ts";
import { createSession, type Session, type SharedExchanges } from "./session.ts";
import type { Observed, Opened, Suite } from "./suite.ts";

export interface RunOptions extends Selection {
  readonly seed: number;
  readonly concurrency: number;
  readonly maxWaitMs: number;
}

/** What the engine does not make itself. */
export interface RunPorts {
  readonly clock: Clock;
  readonly secrets: Secrets;
  /** Ends the run early: what has no verdict by then gets none. */
  readonly signal?: AbortSignal;
  /** Called when a check has come to its verdict. */
  progress?(done: number, total: number): void;
}

/**
 * Tests one target: logs its accounts in once, plans, runs, and never throws for what the target does.
 * Checks that wait come first, so that a run takes about as long as its longest wait.
 */
export async function run<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  target: Target,
  options: RunOptions,
  ports: RunPorts,
): Promise<RunResult> {
  const startedAt = ports.clock.now();
  for (const { password } of target.accounts) ports.secrets.see("password", password);
  const way = suite.open(target);
  try {
    const { usable, observed, notes } = await look(suite, way, target, options, ports);
    const known: Known = { target: { ...target, accounts: usable }, observed, options, ports, shared: new Map() };
    const selected = select(suite.catalogue, options);
    const planned =
      usable.length > 0
        ? plan(selected, known.target, observed, options.maxWaitMs)
        : selected.map((check) => ({ ...check, verdict: nothingToLogInWith(notes) }));
    const results = await runAll(suite, way, planned, known);
    return { target, startedAt, durationMs: ports.clock.now() - startedAt, notes, results };
  } finally {
    await way.close();
  }
}

interface Known {
  readonly target: Target;
  readonly observed: Observed;
  readonly shared: SharedExchanges;
  readonly options: RunOptions;
  readonly ports: RunPorts;
}

function nothingToLogInWith(notes: readonly string[]): Verdict {
  return { kind: "blocked", reason: notes.join("; ") || "no account is given (--account USER:PASSWORD)", findings: [] };
}

/** Logs every account in once: which of them work, and what the wire tells of lifetimes and clock. */
async function look<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  { seed }: RunOptions,
  { clock, secrets }: RunPorts,
): Promise<{ usable: Account[]; observed: Observed; notes: string[] }> {
  const { leewayMs, ...declared } = target.lifetimes;
  const usable: Account[] = [];
  const notes: string[] = [];
  let observed: Observed = { clockAheadMs: 0 };
  for (const account of target.accounts) {
    const recorder = createRecorder(clock, secrets, suite.secretRoles);
    const random = createRandom(seed, "look");
    const parts = { accounts: [account], clock, random, recorder, shared: new Map(), clockAheadMs: 0, leewayMs };
    const base = createSession(parts);
    try {
      observed = await suite.observe(Object.assign(base, suite.extend(base, way.caller(recorder), target)), account);
      usable.push(account);
    } catch (error) {
      if (!(error instanceof PreparationFailed)) throw error;
      notes.push(`${account.username} cannot log in: ${describe(error.exchange)}`);
      if (error.exchange.error) break;
    }
  }
  return { usable, observed: { ...observed, ...declared }, notes };
}

async function runAll<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  planned: readonly Planned<Session & Extra>[],
  known: Known,
): Promise<CheckResult[]> {
  const { options, ports } = known;
  const results = new Map<string, CheckResult>();
  const finish = async (item: Planned<Session & Extra>) => {
    results.set(item.id, item.verdict ? skipped(item, item.verdict) : await runOne(suite, way, item, known));
    ports.progress?.(results.size, planned.length);
  };
  const order = shuffle(planned, createRandom(options.seed, "order"));
  const shared = order.filter(({ check }) => !check.exclusive).sort((one, other) => waits(other) - waits(one));
  const queue = shared.values();
  const { signal } = ports;
  const worker = async (items: Iterable<Planned<Session & Extra>>) => {
    for (const item of items) {
      if (signal?.aborted) return;
      await finish(item);
    }
  };
  const all = async () => {
    await Promise.all(Array.from({ length: options.concurrency }, () => worker(queue)));
    await worker(order.filter(({ check }) => check.exclusive));
  };
  await Promise.race([all(), aborted(signal)]);
  return planned.flatMap(({ id }) => results.get(id) ?? []);
}

/** Settles when the signal does, and never without one. */
function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener("abort", () => resolve()));
}

function waits({ check }: { check: Check }): number {
  return check.needs?.some((need) => need.endsWith("lifetime")) ? 1 : 0;
}

function skipped({ id, requirement }: Planned<never>, verdict: Verdict): CheckResult {
  return { id, requirement, verdict, exchanges: [], durationMs: 0 };
}

async function runOne<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  { id, requirement, check }: Planned<Session & Extra>,
  { target, observed, options, ports, shared }: Known,
): Promise<CheckResult> {
  const { clock, secrets } = ports;
  const startedAt = clock.now();
  const { leewayMs } = target.lifetimes;
  const recorder = createRecorder(clock, secrets, suite.secretRoles);
  const random = createRandom(options.seed, id);
  const accounts = rotated(target.accounts, random.below(target.accounts.length));
  const { clockAheadMs } = observed;
  const session = createSession({ accounts, clock, random, recorder, shared, clockAheadMs, leewayMs });
  const given: Given = { leewayMs, clockAheadMs };
  const outcome = await runCheck(
    check,
    Object.assign(session, suite.extend(session, way.caller(recorder), target)),
    recorder,
    given,
  );
  const verdict = observed.servesAnything && outcome.verdict.kind === "pass" ? SERVES_ANYTHING : outcome.verdict;
  return { id, requirement, ...outcome, verdict, durationMs: clock.now() - startedAt };
}

const SERVES_ANYTHING: Verdict = {
  kind: "blocked",
  reason: "the target serves a wrong password and a garbage token like right ones, so that its successes say nothing",
  findings: [],
};

/** The accounts from another one on, so that the checks spread their logins. */
function rotated(accounts: readonly Account[], by: number): Account[] {
  return [...accounts.slice(by), ...accounts.slice(0, by)];
}
