/** Holds requests back until all of them have come so far, so that they reach a target together. */
export interface Gate {
  /** Resolves when the last of them has arrived, for the first at once, for each other after its gap. */
  arrive(): Promise<void>;
}

/**
 * Creates a gate for one request each gap.
 *
 * @param gapsMs how long after the others each one is let through
 */
export function createGate(gapsMs: readonly number[], sleep: (milliseconds: number) => Promise<void>): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return {
    async arrive() {
      const gap = gapsMs[arrived++] ?? 0;
      if (arrived >= gapsMs.length) resolve();
      await promise;
      if (gap > 0) await sleep(gap);
    },
  };
}
