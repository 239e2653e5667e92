import { StartFailed } from "../model/errors.ts";
import type { RunResult } from "../model/run.ts";
import type { Started } from "../model/start.ts";
import type { Target } from "../model/target.ts";
import type { Verdict } from "../model/verdict.ts";
import { lastLines } from "../targets/start/log.ts";
import { runWithMovedClock } from "./moved-clock.ts";
import { select } from "./plan.ts";
import type { RunOptions, RunPorts } from "./run-parts.ts";
import type { Runnable } from "./runnable.ts";
import { howEnded, startTarget } from "./starting.ts";

/** A suite that starts the targets which are not there yet, and stops them when they have been tested. */
export function withStart(suite: Runnable): Pick<Runnable, "run"> {
  return {
    run: (target, options, ports) => {
      if (target.movesClock) return runWithMovedClock(suite, target, options, ports);
      return target.start ? runStarted(suite, target, options, ports) : suite.run(target, options, ports);
    },
  };
}

async function runStarted(suite: Runnable, target: Target, options: RunOptions, ports: RunPorts): Promise<RunResult> {
  const startedAt = ports.clock.now();
  try {
    const running = await startTarget(suite, target, ports);
    if (!running) return { target, startedAt, durationMs: ports.clock.now() - startedAt, notes: [], results: [] };
    return await runOn(running.started, (more) => suite.run(running.target, options, { ...ports, ...more })).finally(
      () => running.started.stop(),
    );
  } catch (error) {
    if (!(error instanceof StartFailed)) throw error;
    const { message } = error;
    const verdict: Verdict = { kind: "blocked", reason: message, findings: [] };
    const results = select(suite.catalogue, options).map(({ id, requirement }) => ({
      ...{ id, requirement, verdict, exchanges: [], durationMs: 0 },
    }));
    return { target, startedAt, durationMs: ports.clock.now() - startedAt, notes: [message], results };
  }
}

/** Tests what was started, and adds what it wrote, and how it ended if nobody had stopped it. */
export async function runOn(
  started: Started,
  run: (ports: Pick<RunPorts, "ended">) => Promise<RunResult>,
): Promise<RunResult> {
  const result = await run({ ended: () => endOf(started) });
  const end = started.ended();
  const log = started.log();
  if (!end) return { ...result, log };
  const note = `the target did not last: ${howEnded(end.code)}, and nobody had stopped it${lastLines(log)}`;
  return { ...result, log, notes: [note, ...result.notes] };
}

/** Who loses a connection may hear of it a little before the end of the program is known. */
const KNOWN_WITHIN_MS = 50;

async function endOf({ ended, whenEnded }: Started): Promise<string | undefined> {
  if (!ended()) {
    const late = new Promise((resolve) => setTimeout(resolve, KNOWN_WITHIN_MS));
    await Promise.race([whenEnded, late]);
  }
  const end = ended();
  return end && howEnded(end.code);
}
