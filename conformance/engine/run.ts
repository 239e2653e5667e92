import type { Check, Given } from "../model/check.ts";
import type { Clock } from "../model/ports.ts";
import type { CheckResult, RunResult } from "../model/run.ts";
import type { Target } from "../model/target.ts";
import type { Verdict } from "../model/verdict.ts";
import { noteOnEnd, withoutTarget } from "./gone.ts";
import { createKeeper, type Keeper } from "./keeper.ts";
import { cameLate } from "./lateness.ts";
import { createLiveness, type Liveness, SILENCE_MS } from "./liveness.ts";
import { isThere, type Looked, look } from "./look.ts";
import { type Planned, plan, type Selection, select } from "./plan.ts";
import { createRandom, shuffle } from "./ports.ts";
import { createRecorder } from "./recorder.ts";
import { judgeWhole, runCheck } from "./run-check.ts";
import { aborted, schedule } from "./schedule.ts";
import { type SecondLooks, secondLooks } from "./second-look.ts";
import type { Secrets } from "./secrets.ts";
import { createSession, type Session, type SharedExchanges } from "./session.ts";
import type { Opened, Suite } from "./suite.ts";

export interface RunOptions extends Selection {
  readonly seed: number;
  readonly concurrency: number;
  readonly maxWaitMs: number;
  /** How long the target may keep silent, in milliseconds. */
  readonly silenceMs?: number;
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

/** What all checks of a run have in common. */
interface Run<Caller, Extra extends object> extends Looked {
  readonly suite: Suite<Caller, Extra>;
  readonly way: Opened<Caller>;
  readonly target: Target;
  readonly options: RunOptions;
  readonly ports: RunPorts;
  readonly shared: SharedExchanges;
  readonly given: Given;
  readonly liveness: Liveness;
  readonly keeper: Keeper;
}

/**
 * Tests one target: logs its accounts in, plans, and runs what can run. It throws for a fault of the suite, never for
 * what the target does.
 */
export async function run<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  target: Target,
  options: RunOptions,
  ports: RunPorts,
): Promise<RunResult> {
  const { clock, secrets, signal } = ports;
  const startedAt = clock.now();
  for (const { password } of target.accounts) secrets.see("password", password);
  const way = suite.open(target, { clock, maxWaitMs: options.maxWaitMs });
  const { silenceMs = SILENCE_MS } = options;
  try {
    const looked = await Promise.race([look(suite, way, target, { clock, secrets, silenceMs }), aborted(signal)]);
    if (!looked) return { target, startedAt, durationMs: clock.now() - startedAt, notes: [], results: [] };
    const known = { ...target, accounts: looked.usable.slice(0, 1) };
    const ran = await runAll({
      ...looked,
      suite,
      way,
      target,
      options,
      ports,
      shared: new Map(),
      given: { leewayMs: target.lifetimes.leewayMs, clockAheadMs: looked.observed.clockAheadMs },
      liveness: createLiveness({
        clock,
        silenceMs,
        isThere: () => isThere(suite, way, known, { clock, secrets, silenceMs }),
      }),
      keeper: createKeeper(),
    });
    return { target, startedAt, durationMs: clock.now() - startedAt, ...ran };
  } finally {
    await way.close();
  }
}

async function runAll<Caller, Extra extends object>(
  run: Run<Caller, Extra>,
): Promise<Pick<RunResult, "notes" | "results">> {
  const { suite, target, usable, observed, notes, options, ports, given, liveness, keeper } = run;
  const selected = select(suite.catalogue, options);
  const nobody: Verdict = { kind: "blocked", reason: notes.join("; "), findings: [] };
  const planned =
    usable.length > 0
      ? plan(selected, { ...target, accounts: usable }, observed, options.maxWaitMs)
      : selected.map((item) => ({ ...item, verdict: nobody }));
  const results = new Map<string, CheckResult>();
  const finish = (result: CheckResult) => {
    const meaningless = observed.servesAnything && result.verdict.kind === "pass";
    results.set(result.id, keeper.result(meaningless ? { ...result, verdict: SERVES_ANYTHING } : result));
    ports.progress?.(results.size, planned.length);
  };
  const order = shuffle(planned, createRandom(options.seed, "order")).map((item) => ({
    item,
    exclusive: item.check.exclusive ?? false,
    waits: waitsForExpiry(item.check),
  }));
  const asking = order.filter(({ item }) => !item.check.whole || item.verdict);
  const work = async ({ item }: { item: Planned<Session & Extra> }) => finish(await runOne(item, run));
  await schedule(asking, options.concurrency, work, ports.signal);
  const items = new Map(asking.filter(({ item }) => !item.verdict).map(({ item }) => [item.id, item]));
  const firsts = [...items.keys()].flatMap((id) => results.get(id) ?? []);
  const looks: SecondLooks = {
    // With logins of its own: what made the first look fail may have been a shared one.
    again: (first) => runOne(items.get(first.id) as Planned<Session & Extra>, { ...run, shared: new Map() }),
    isLate: ({ exchanges, awaited = new Set() }) => cameLate(exchanges, suite.tokenRoles, awaited, given),
    goesOn: async () => !ports.signal?.aborted && (await liveness.goneSince()) === undefined,
  };
  await secondLooks(firsts, looks, finish);
  const goneSince = ports.signal?.aborted ? undefined : await liveness.goneSince();
  if (goneSince !== undefined) for (const [id, result] of results) results.set(id, withoutTarget(result, goneSince));
  const seen = [...results.values()];
  for (const item of planned.filter(({ id, check }) => check.whole && !results.has(id))) {
    const { id, requirement } = item;
    finish({ id, requirement, ...judgeWhole(item.check, seen, given), durationMs: 0 });
  }
  return {
    notes: goneSince === undefined ? notes : [...notes, noteOnEnd(seen, goneSince)],
    results: planned.flatMap(({ id }) => results.get(id) ?? []),
  };
}

async function runOne<Caller, Extra extends object>(
  { id, requirement, check, verdict }: Planned<Session & Extra>,
  { suite, way, target, usable, options, ports, shared, given, liveness, keeper }: Run<Caller, Extra>,
): Promise<CheckResult> {
  if (verdict) return { id, requirement, verdict, exchanges: [], durationMs: 0 };
  const { clock, secrets } = ports;
  const startedAt = clock.now();
  const recorder = createRecorder({ clock, secrets, secretRoles: suite.secretRoles, liveness, keeper });
  const random = createRandom(options.seed, id);
  const accounts = rotated(usable, random.below(usable.length));
  const session = createSession({ accounts, clock, random, recorder, shared, maxWaitMs: options.maxWaitMs, ...given });
  const extra = suite.extend(session, way.caller(recorder), target);
  const outcome = await runCheck(check, Object.assign(session, extra), recorder, given);
  return { id, requirement, ...outcome, awaited: recorder.awaited(), durationMs: clock.now() - startedAt };
}

function waitsForExpiry({ needs = [] }: Pick<Check, "needs">): boolean {
  return needs.some((need) => need.endsWith("lifetime"));
}

const SERVES_ANYTHING: Verdict = {
  kind: "blocked",
  reason: "the target serves a wrong password and a garbage token like right ones, so that its successes say nothing",
  findings: [],
};

/** The accounts from another one on, so that the checks spread their logins. */
function rotated<T>(accounts: readonly T[], by: number): T[] {
  return [...accounts.slice(by), ...accounts.slice(0, by)];
}
