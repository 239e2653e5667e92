import type { Start, Started } from "../../model/start.ts";
import type { Target } from "../../model/target.ts";

/** A clock that is lent to a target, as what is started with it needs it. */
export interface LentClock {
  /** For a program of this machine. */
  readonly env: Readonly<Record<string, string>>;
  /** For a container: a folder of this machine that is to be seen there, and what is told there of it. */
  readonly mount: { readonly source: string; readonly target: string; readonly env: Readonly<Record<string, string>> };
}

/** What a target is started with. */
export interface StartParts {
  readonly target: Target;
  readonly start: Start;
  /** Milliseconds since the epoch, to say when lines of its log came. */
  now(): number;
  readonly clock?: LentClock;
}

/**
 * Starts a target; whether it is ready is not looked at.
 *
 * @throws UsageError for a mistake in what the target is started from
 * @throws StartFailed where the target did not come up
 */
export type Starter = (parts: StartParts) => Promise<Started>;
