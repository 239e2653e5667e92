import type { Feature } from "../model/check.ts";
import type { RunResult } from "../model/run.ts";
import type { Readiness } from "../model/start.ts";
import type { Target } from "../model/target.ts";
import { clockAhead } from "./clock-ahead.ts";
import { withOwnUsers } from "./own-users.ts";
import { type RunOptions, type RunPorts, run } from "./run.ts";
import type { AnyCatalogue, Suite } from "./suite.ts";
import { type Survey, survey } from "./survey.ts";

/** A protocol's suite from outside: whatever it talks over, it is run in one way. */
export interface Runnable {
  readonly catalogue: AnyCatalogue<never>;
  /** What a target file can spell, as the protocol spells it. */
  readonly operations: Suite<never, object>["operations"];
  readonly dialects: Suite<never, object>["dialects"];
  /** A target with its users: of one that has none itself, those that the suite vouches for. */
  withUsers(target: Target): Target;
  /** The parts that a target has; undefined for all. */
  features(target: Target): ReadonlySet<Feature> | undefined;
  /** Tests one target: see {@link run}. */
  run(target: Target, options: RunOptions, ports: RunPorts): Promise<RunResult>;
  /** Waits until a target that was started is ready; throws CannotTest where it does not become so in time. */
  ready(target: Target, readiness: Readiness, ports: Pick<RunPorts, "clock">): Promise<void>;
  /** By how many milliseconds a target's clock is ahead of the suite's; undefined where nothing tells. */
  clockAhead(target: Target, ports: Pick<RunPorts, "clock" | "secrets">): Promise<number | undefined>;
  /** Looks at one target without a check: see {@link survey}. */
  survey(target: Target, maxWaitMs: number, ports: RunPorts): Promise<Survey>;
}

/** Closes a suite over its own types, so that suites over different transports stand in one table. */
export function runnable<Caller, Extra extends object>(suite: Suite<Caller, Extra>): Runnable {
  const { catalogue, operations, dialects } = suite;
  return {
    catalogue,
    operations,
    dialects,
    withUsers: (target) => withOwnUsers(suite, target),
    features: (target) => suite.features?.(target),
    async ready(target, readiness, { clock }) {
      const way = suite.open(target, { clock, maxWaitMs: 0 });
      await way.ready(readiness).finally(() => way.close());
    },
    clockAhead: (target, ports) => clockAhead(suite, target, ports),
    run: (target, options, ports) => run(suite, target, options, ports),
    survey: (target, maxWaitMs, ports) => survey(suite, target, maxWaitMs, ports),
  };
}
