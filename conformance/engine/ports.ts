import { createHash } from "node:crypto";
import type { Clock, Random, Timers } from "../model/ports.ts";

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

export const systemTimers: Timers = {
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Creates a generator that draws from SHA-256 over the seed, a name and a counter. */
export function createRandom(seed: number, name: string): Random {
  let counter = 0;
  const block = () => createHash("sha256").update(`${seed}/${name}/${counter++}`).digest();
  const bytes = (length: number) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, block);
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  };
  return { bytes, below: (bound) => Buffer.from(bytes(6)).readUIntBE(0, 6) % bound };
}

/** The items in an order that the generator draws (Fisher and Yates). */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}
