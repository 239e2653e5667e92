import type { CheckId } from "./check-id.ts";
import type { Exchange } from "./exchange.ts";
import type { ObservedPolicy } from "./policy.ts";
import type { RequirementId } from "./requirement.ts";
import type { LogLine } from "./start.ts";
import type { Dialect, Target } from "./target.ts";
import type { Verdict } from "./verdict.ts";

/** What came of one check, with what was seen; nothing is redacted yet. */
export interface CheckResult {
  readonly id: CheckId;
  readonly requirement: RequirementId;
  readonly verdict: Verdict;
  readonly exchanges: readonly Exchange[];
  /** That the target falls silent for good is its finding. */
  readonly survival?: true;
  /** The declared deviation that it is about, whether or not that showed. */
  readonly dialect?: Dialect;
  /** The declared choice by which the target falls short of its requirement: to be as declared is no more than that. */
  readonly shortfall?: string;
  /** The expiries that it waited for, and since when they were over, in milliseconds since the epoch. */
  readonly awaited?: ReadonlyMap<number, number>;
  /** When tokens expire, where the answers that gave them do not tell, in milliseconds since the epoch. */
  readonly noted?: ReadonlyMap<unknown, number>;
  readonly durationMs: number;
}

/** What came of testing one target. */
export interface RunResult {
  readonly target: Target;
  readonly startedAt: number;
  readonly durationMs: number;
  /** What the person who runs the suite should know beside the verdicts. */
  readonly notes: readonly string[];
  readonly results: readonly CheckResult[];
  /** What the target wrote, where the suite started it. */
  readonly log?: readonly LogLine[];
  /** What the target was seen to do where the protocol leaves it a choice. */
  readonly observedPolicy?: ObservedPolicy;
}
