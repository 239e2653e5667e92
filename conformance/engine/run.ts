import type { Given } from "../model/check.ts";
import type { Clock } from "../model/ports.ts";
import type { CheckResult, RunResult } from "../model/run.ts";
import type { Account, Dialect, Target } from "../model/target.ts";
import type { Verdict } from "../model/verdict.ts";
import { removeAccounts } from "./clean-up.ts";
import { noteOnEnd, withoutTarget } from "./gone.ts";
import { createKeeper, type Keeper } from "./keeper.ts";
import { cameLate } from "./lateness.ts";
import { createLiveness, type Liveness, SILENCE_MS } from "./liveness.ts";
import { isThere, type Looked, look } from "./look.ts";
import type { OpeningPorts } from "./opening.ts";
import { type Planned, plan, type Selection, select } from "./plan.ts";
import { createRandom, shuffle } from "./ports.ts";
import { provision } from "./provision.ts";
import { createRecorder } from "./recorder.ts";
import { judgeWhole, runCheck } from "./run-check.ts";
import { aborted, schedule } from "./schedule.ts";
import { type SecondLooks, secondLooks } from "./second-look.ts";
import type { Secrets } from "./secrets.ts";
import { createSession, type Session, type SharedExchanges } from "./session.ts";
import type { Opened, Suite } from "./suite.ts";
import { createWorld, type World } from "./surroundings.ts";
import type { Pause } from "./turns.ts";

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
  readonly world: World;
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
  const made: Account[] = [];
  const opening = { clock, secrets, silenceMs: options.silenceMs ?? SILENCE_MS };
  const preparing = { ...opening, made: (account: Account) => void made.push(account) };
  try {
    const looked = await Promise.race([prepare(suite, way, target, preparing), aborted(signal)]);
    if (!looked) {
      const left = await removeAccounts(target, made);
      return { target, startedAt, durationMs: clock.now() - startedAt, notes: left, results: [] };
    }
    const shared: SharedExchanges = new Map();
    const world = createWorld(target, way.ready, () => shared.clear());
    const known = { ...target, accounts: looked.usable.slice(0, 1) };
    const { notes, results } = await runAll({
      ...looked,
      suite,
      way,
      target,
      options,
      ports,
      shared,
      world,
      given: { leewayMs: target.lifetimes.leewayMs, clockAheadMs: looked.observed.clockAheadMs },
      liveness: createLiveness({ ...opening, isThere: () => isThere(suite, way, known, opening) }),
      keeper: createKeeper(),
    });
    const left = await removeAccounts(target, [...made, ...world.accountsMade()]);
    return { target, startedAt, durationMs: clock.now() - startedAt, notes: [...notes, ...left], results };
  } finally {
    await way.close();
  }
}

/** Has accounts, and looks at the target by them. */
async function prepare<Caller, Extra extends object>(
  suite: Suite<Caller, Extra>,
  way: Opened<Caller>,
  target: Target,
  ports: OpeningPorts,
): Promise<Looked> {
  const { accounts, registration, notes } = await provision(suite, way, target, ports);
  const looked = await look(suite, way, { ...target, accounts }, ports);
  const observed = { ...looked.observed, ...(registration && { registration }) };
  return { ...looked, observed, notes: [...notes, ...looked.notes] };
}

async function runAll<Caller, Extra extends object>(
  run: Run<Caller, Extra>,
): Promise<Pick<RunResult, "notes" | "results">> {
  const { suite, target, usable, observed, notes, options, ports, world, given, liveness, keeper } = run;
  const selected = select(suite.catalogue, { ...options, skip: [...options.skip, ...(target.skip ?? [])] });
  const nobody: Verdict = { kind: "blocked", reason: notes.join("; "), findings: [] };
  const planned =
    usable.length > 0
      ? plan(selected, { ...target, accounts: usable }, observed, options.maxWaitMs)
      : selected.map((item) => ({ ...item, verdict: nobody }));
  const results = new Map<string, CheckResult>();
  const finish = (result: CheckResult) => {
    const meaningless = observed.servesAnything && result.verdict.kind === "pass";
    const known = dialectOf(run, result);
    const graded = {
      ...result,
      ...(meaningless && { verdict: SERVES_ANYTHING }),
      ...(known && { dialect: known }),
    };
    results.set(result.id, keeper.result(graded));
    ports.progress?.(results.size, planned.length);
  };
  const order = shuffle(planned, createRandom(options.seed, "order")).map((item) => ({
    item,
    exclusive: item.check.exclusive ?? false,
    waits: needs(item, "lifetime"),
  }));
  const asking = order.filter(({ item }) => !item.check.whole || item.verdict);
  const items = new Map(asking.filter(({ item }) => !item.verdict).map(({ item }) => [item.id, item]));
  const looks: SecondLooks = {
    // With logins of its own: what made the first look fail may have been a shared one.
    again: (first) => runOne(items.get(first.id) as Planned<Session & Extra>, { ...run, shared: new Map() }),
    isLate: ({ exchanges, awaited = new Set() }) => cameLate(exchanges, suite.tokenRoles, awaited, given),
    goesOn: async () => !ports.signal?.aborted && (await liveness.goneSince()) === undefined,
  };
  const lookAgain = (asked: typeof asking) =>
    secondLooks(
      asked.flatMap(({ item }) => (items.has(item.id) ? (results.get(item.id) ?? []) : [])),
      looks,
      finish,
    );
  const work = async ({ item }: (typeof asking)[number], pause?: Pause) => finish(await runOne(item, run, pause));
  // A restart may end what every other check has prepared, and comes last; what waits before it begins with the others.
  const {
    early = [],
    last = [],
    first = [],
  } = Object.groupBy(asking, ({ item, waits }) => {
    if (!needs(item, "restart")) return "first";
    return waits && options.concurrency > 1 ? "early" : "last";
  });
  const beforeRestart = world.shareRestart(early.length + last.length);
  const begun = early.map((item) => beforeRestart(() => work(item)));
  await schedule(first, options.concurrency, work, ports.signal);
  await lookAgain(first);
  if (!ports.signal?.aborted) {
    await Promise.all([...begun, ...last.map((item) => beforeRestart(() => work(item)))]);
    world.restartAtOnce();
    await lookAgain([...early, ...last]);
  }
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
  { suite, way, target, usable, options, ports, shared, world, given, liveness, keeper }: Run<Caller, Extra>,
  pause: Pause = (waiting) => waiting,
): Promise<CheckResult> {
  if (verdict) return { id, requirement, verdict, exchanges: [], durationMs: 0 };
  const { clock, secrets } = ports;
  const startedAt = clock.now();
  const recorder = createRecorder({ clock, secrets, secretRoles: suite.secretRoles, liveness, keeper });
  const random = createRandom(options.seed, id);
  const accounts = rotated(usable, random.below(usable.length));
  const { maxWaitMs } = options;
  const parts = { accounts, clock, random, recorder, shared, surroundings: world, pause, maxWaitMs, ...given };
  const session = createSession(parts);
  const extra = suite.extend(session, way.caller(recorder), target);
  const outcome = await runCheck(check, Object.assign(session, extra), recorder, given);
  return { id, requirement, ...outcome, awaited: recorder.awaited(), durationMs: clock.now() - startedAt };
}

/** The declared deviation that a check is about. */
function dialectOf<Caller, Extra extends object>(
  { suite, target }: Pick<Run<Caller, Extra>, "suite" | "target">,
  { requirement }: CheckResult,
): Dialect | undefined {
  return target.dialects?.find(({ id }) => suite.dialects[id]?.includes(requirement));
}

/** Whether a check needs a means of a certain kind, and will run. */
function needs<S>({ check, verdict }: Planned<S>, kind: string): boolean {
  return !verdict && (check.needs ?? []).some((need) => need.includes(kind));
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
