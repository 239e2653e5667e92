import { CannotTest, StartFailed } from "../model/errors.ts";
import type { Clock } from "../model/ports.ts";
import type { RunResult } from "../model/run.ts";
import type { Target } from "../model/target.ts";
import { findFaketime, type Lender, lendClock } from "../targets/start/faketime.ts";
import { clockHook } from "./clock-hook.ts";
import type { RunOptions, RunPorts } from "./run-parts.ts";
import { runOn } from "./run-started.ts";
import type { Runnable } from "./runnable.ts";
import { type Running, startTarget } from "./starting.ts";

/** A target whose clock was seen to move. */
export interface WithClock {
  readonly running: Omit<Running, "started"> & Partial<Pick<Running, "started">>;
  /** Shows the target's time, and moves it in place of waiting. */
  readonly clock: Clock;
  close(): Promise<void>;
}

/** By so much the clock is moved to see whether it can be. */
const PROOF_MS = 3_600_000;
/** What a clock that tells whole seconds, and a slow machine, may take of that. */
const TOLERANCE_MS = 60_000;
/** A server may keep its Date for a second. */
const SETTLES_MS = 1100;
/** What is shorter is waited for: to move a clock takes as long. */
const SHORT_MS = 3000;
/** A token that lives longer does not expire. */
const LONGEST_MS = 20 * 365 * 86_400_000;

/** Tests a target in whose place of waiting its clock is moved; where that cannot be, nothing is tested, and a note says why. */
export async function runWithMovedClock(
  suite: Runnable,
  target: Target,
  options: RunOptions,
  ports: RunPorts,
): Promise<RunResult> {
  const startedAt = ports.clock.now();
  const nothing = (notes: readonly string[]) => ({
    ...{ target, startedAt, durationMs: ports.clock.now() - startedAt, notes, results: [] },
  });
  const moved = await moveClock(suite, target, ports).catch((error) => {
    if (error instanceof CannotTest || error instanceof StartFailed)
      return `its clock cannot be moved: ${error.message}`;
    throw error;
  });
  if (moved === undefined) return nothing([]);
  if (typeof moved === "string") return nothing([moved]);
  const { running, clock, close } = moved;
  // One check at a time: what one of them waits for goes by for all.
  const alone = { ...options, concurrency: 1, maxWaitMs: LONGEST_MS };
  const run = (more: Pick<RunPorts, "ended">) => suite.run(running.target, alone, { ...ports, ...more, clock });
  try {
    return await (running.started ? runOn(running.started, run) : run({}));
  } finally {
    await close();
  }
}

/**
 * Has a target's clock in hand: by its own hook, or by a clock that it is started with.
 *
 * @returns nothing where there is no way to try, or the run is interrupted
 * @throws CannotTest where the clock does not move
 * @throws StartFailed where the target does not come up with the clock that is lent to it
 */
export async function moveClock(suite: Runnable, target: Target, ports: RunPorts): Promise<WithClock | undefined> {
  const ownHook = target.hooks?.clock !== undefined || target.clockRequest !== undefined;
  const library = ownHook ? undefined : findFaketime();
  if (!ownHook && library === undefined) return undefined;
  const lender: Lender | undefined = library === undefined ? undefined : lendClock(library);
  let running: WithClock["running"] | undefined;
  const stop = async () => {
    await running?.started?.stop();
    lender?.close();
  };
  try {
    running = target.start ? await startTarget(suite, target, ports, lender?.clock) : { target };
    if (!running) {
      await stop();
      return undefined;
    }
    const there = running.target;
    const set = lender ? async (aheadMs: number) => lender.set(aheadMs) : clockHook(there);
    const clock = await proven(suite, there, { ports, set, isLent: lender !== undefined });
    return {
      running,
      clock,
      async close() {
        if (!lender) await set(0);
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Proof {
  readonly ports: RunPorts;
  set(aheadMs: number): Promise<void>;
  readonly isLent: boolean;
}

/** A clock that moves that of a target along, once it has been seen that it can. */
async function proven(suite: Runnable, target: Target, { ports, set, isLent }: Proof): Promise<Clock> {
  const real = ports.clock;
  const before = await suite.clockAhead(target, ports);
  if (before === undefined) throw new CannotTest("nothing that it answers tells its time");
  const clock = createMovedClock(real, set);
  await clock.sleep(PROOF_MS);
  const after = await suite.clockAhead(target, ports);
  if (after !== undefined && Math.abs(after - before - PROOF_MS) < TOLERANCE_MS) return clock;
  if (!isLent) throw new CannotTest("hooks.clock was called, and the time that the target tells did not move");
  throw new CannotTest(
    "libfaketime was preloaded, and the time that the target tells did not move. Is it a static binary, or of another libc? Then offer hooks.clock",
  );
}

/** A clock by which nobody waits for long: the target's is moved in place of it, by whole seconds. */
export function createMovedClock(real: Clock, set: (aheadMs: number) => Promise<void>): Clock {
  let aheadMs = 0;
  return {
    now: () => real.now() + aheadMs,
    async sleep(milliseconds) {
      if (milliseconds < SHORT_MS) return real.sleep(milliseconds);
      const byMs = Math.floor((milliseconds - SETTLES_MS) / 1000) * 1000;
      await set(aheadMs + byMs);
      aheadMs += byMs;
      // What remains is waited for, so that nobody wakes up late: a token may have but a second to live.
      await real.sleep(milliseconds - byMs);
    },
  };
}
