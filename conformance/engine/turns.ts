/** Who works now: many who share, or one alone. Whoever comes first goes first. */
export interface Turns {
  /** Works beside others, but for those who are alone. */
  beside<T>(work: (pause: Pause) => Promise<T>): Promise<T>;
  /** Works while nobody else does. */
  alone<T>(work: (pause: Pause) => Promise<T>): Promise<T>;
}

/** Waits for something, and lets others be alone meanwhile; whoever is alone stays so. */
export type Pause = (waiting: Promise<void>) => Promise<void>;

/** Creates turns that nobody has. */
export function createTurns(): Turns {
  const queue: { readonly isAlone: boolean; readonly begin: () => void }[] = [];
  let beside = 0;
  let isAnyoneAlone = false;
  const next = () => {
    for (let first = queue[0]; first && !isAnyoneAlone && (!first.isAlone || beside === 0); first = queue[0]) {
      queue.shift();
      if (first.isAlone) isAnyoneAlone = true;
      else beside++;
      first.begin();
    }
  };
  const take = (isAlone: boolean) =>
    new Promise<void>((begin) => {
      queue.push({ isAlone, begin });
      next();
    });
  const giveBack = (isAlone: boolean) => {
    if (isAlone) isAnyoneAlone = false;
    else beside--;
    next();
  };
  const within = async <T>(isAlone: boolean, work: (pause: Pause) => Promise<T>, pause: Pause): Promise<T> => {
    await take(isAlone);
    try {
      return await work(pause);
    } finally {
      giveBack(isAlone);
    }
  };
  return {
    beside: (work) =>
      within(false, work, async (waiting) => {
        giveBack(false);
        await waiting;
        await take(false);
      }),
    alone: (work) => within(true, work, (waiting) => waiting),
  };
}
