import { isLate } from "./lateness.ts";
import type { Planned } from "./plan.ts";
import type { Results } from "./results.ts";
import { runOne } from "./run-one.ts";
import type { Run } from "./run-parts.ts";
import { schedule } from "./schedule.ts";
import { type SecondLooks, secondLooks } from "./second-look.ts";
import type { Session } from "./session.ts";
import type { Pause } from "./turns.ts";

/**
 * Runs checks in their order: first those that leave the target alone, at last those that have it restarted, which may
 * end what every other check has prepared. After each round it looks again at what may not be the target's own doing.
 */
export async function runInRounds<Caller, Extra extends object>(
  planned: readonly Planned<Session & Extra>[],
  run: Run<Caller, Extra>,
  results: Results,
): Promise<void> {
  const { suite, target, options, ports, world } = run;
  const asking = planned.map((item) => ({
    item,
    exclusive: item.check.exclusive ?? false,
    waits: item.check.waits ?? needs(item, "lifetime"),
  }));
  const work = async ({ item }: (typeof asking)[number], pause?: Pause) => results.take(await runOne(item, run, pause));
  const looks = looksOf(planned, run);
  const lookAgain = (asked: typeof asking) =>
    secondLooks(
      asked.flatMap(({ item }) => (item.verdict ? [] : (results.of(item.id) ?? []))),
      looks,
      results.take,
    );
  // What waits before a restart begins with the others.
  const {
    early = [],
    last = [],
    alone = [],
    first = [],
  } = Object.groupBy(asking, ({ item, waits }) => {
    if (!item.verdict && suite.comesAlone?.(item.check, target)) return "alone";
    if (!needs(item, "restart")) return "first";
    return waits && options.concurrency > 1 ? "early" : "last";
  });
  // Nor is it restarted under the others: they take part in the meeting until they are done.
  const beforeRestart = world.shareRestart(early.length + last.length + 1);
  const others = Promise.withResolvers<void>();
  const held = beforeRestart(() => others.promise);
  const begun = early.map((item) => beforeRestart(() => work(item)));
  await schedule(first, options.concurrency, work, ports.signal);
  await lookAgain(first);
  for (const { item } of alone) {
    if (ports.signal?.aborted) return;
    results.take(await runOne(item, { ...run, shared: new Map(), stock: new Map() }));
  }
  await lookAgain(alone);
  if (ports.signal?.aborted) return;
  others.resolve();
  await Promise.all([held, ...begun, ...last.map((item) => beforeRestart(() => work(item)))]);
  world.restartAtOnce();
  await lookAgain([...early, ...last]);
}

function looksOf<Caller, Extra extends object>(
  planned: readonly Planned<Session & Extra>[],
  run: Run<Caller, Extra>,
): SecondLooks {
  const { suite, target, given, liveness, ports } = run;
  const { tokenRoles, roundedByMs } = suite;
  const expiryOf = suite.expiriesOf?.(target);
  const items = new Map(planned.map((item) => [item.id, item]));
  return {
    // With logins of its own: what made the first look fail may have been a shared one.
    again: (first) =>
      runOne(items.get(first.id) as Planned<Session & Extra>, { ...run, shared: new Map(), stock: new Map() }),
    isLate({ verdict, exchanges, awaited = new Map(), noted = new Map() }) {
      const { originOf } = ports.secrets;
      return isLate(verdict.kind, exchanges, { tokenRoles, roundedByMs, awaited, noted, given, expiryOf, originOf });
    },
    goesOn: async () => !ports.signal?.aborted && (await liveness.goneSince()) === undefined,
  };
}

/** Whether a check needs a means of a certain kind, and will run. */
function needs<S>({ check, verdict }: Planned<S>, kind: string): boolean {
  return !verdict && (check.needs ?? []).some((need) => need.includes(kind));
}
