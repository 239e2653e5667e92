/** The suite's own clock; tests pass a clock of their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** Randomness from a seed: the same seed draws the same. */
export interface Random {
  bytes(length: number): Uint8Array;
  /** An integer from 0 to `bound` - 1. */
  below(bound: number): number;
}
