import { CannotTest, StartFailed, UsageError } from "../model/errors.ts";
import type { Ended, Started } from "../model/start.ts";
import type { Hook, HookName, Target } from "../model/target.ts";
import { lastLines } from "../targets/start/log.ts";
import { NOT_STARTED } from "../targets/start/own-means.ts";
import { STARTERS } from "../targets/start/start.ts";
import type { LentClock } from "../targets/start/starter.ts";
import type { RunPorts } from "./run-parts.ts";
import type { Runnable } from "./runnable.ts";
import { aborted } from "./schedule.ts";

/** A target that was started, with the address that it turned out to have. */
export interface Running {
  readonly target: Target;
  readonly started: Started;
}

/**
 * Starts a target, and waits until it is ready.
 *
 * @returns nothing where the run is interrupted meanwhile; nothing is left of the target then
 * @throws UsageError for a mistake in what it is started from
 * @throws StartFailed where it does not come up
 */
export async function startTarget(
  suite: Pick<Runnable, "ready">,
  target: Target,
  ports: Pick<RunPorts, "clock" | "signal">,
  clock?: LentClock,
): Promise<Running | undefined> {
  const { start } = target;
  if (!start) throw new Error(`${target.name} is not the suite's to start.`);
  const now = () => ports.clock.now();
  const started = await STARTERS[start.kind]({ target, start, now, ...(clock && { clock }) });
  const { url, plainUrl } = started;
  const there: Target = {
    ...target,
    url,
    ...(plainUrl !== undefined && { plainUrl }),
    hooks: hooksOf(target, started),
  };
  const waiting = new AbortController();
  try {
    const ready = suite.ready(there, { ...start.ready, signal: waiting.signal }, ports).then(() => "ready" as const);
    // Whoever lost the race has nothing to say any more.
    ready.catch(() => {});
    const first = ports.signal?.aborted
      ? undefined
      : await Promise.race([ready, started.whenEnded, aborted(ports.signal)]);
    if (first === "ready") return { target: there, started };
    if (first) throw endedBefore(first, target, started);
  } catch (error) {
    await started.stop();
    if (!(error instanceof CannotTest)) throw error;
    throw new StartFailed(`${start.as}: ${error.message}. ${CHECK}${lastLines(started.log())}`);
  } finally {
    waiting.abort();
  }
  await started.stop();
  return undefined;
}

const CHECK = "Does it listen on the port that it is told, on all addresses of a container, and is at.ready right";

/** What a shell ends with that does not find a command, or may not run it. */
const NO_COMMAND: Readonly<Record<string, string>> = { 127: "is not there", 126: "cannot be run" };

function endedBefore({ code }: Ended, { start }: Target, started: Started): Error {
  const last = lastLines(started.log());
  const why = start?.kind === "command" ? NO_COMMAND[code] : undefined;
  if (why) return new UsageError(`${start?.as}: ${start?.what}: a command in it ${why}${last}. Check the path.`);
  return new StartFailed(`${start?.as}: ${howEnded(code)} before it was ready${last}`);
}

/** How a target ended, in words. */
export function howEnded(code: Ended["code"]): string {
  return typeof code === "number" ? `it ended with exit code ${code}` : `it was ended by ${code}`;
}

/** The hooks of a target that was started: they are told which one it is, and the suite restarts it if no hook does. */
function hooksOf({ hooks = {} }: Target, { url, told, restart }: Started): NonNullable<Target["hooks"]> {
  const entries = Object.entries(hooks) as [HookName, Hook][];
  const telling = entries.map(([name, hook]) => {
    const tell: Hook = (values) => hook({ url, ...told, ...values });
    return [name, hook === NOT_STARTED ? restart : tell] as const;
  });
  return Object.fromEntries(telling);
}
