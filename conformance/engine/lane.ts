/** A place in a lane: `mine` resolves when all before it have passed. */
export interface Turn {
  readonly mine: Promise<void>;
  pass(): void;
}

/** Things that happen one after the other, in the order in which they were asked for. */
export function createLane(): { turn(): Turn } {
  let last: Promise<void> = Promise.resolve();
  return {
    turn() {
      const mine = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = mine.then(() => promise);
      return { mine, pass: resolve };
    },
  };
}
