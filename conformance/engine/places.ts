/** Places, of which there are only so many. Whoever comes first gets one first. */
export interface Places {
  /** Works in a place; `leaving` gives it to others while something else is done, and takes one again afterwards. */
  within<T>(work: (leaving: (meanwhile: () => Promise<void>) => Promise<void>) => Promise<T>): Promise<T>;
}

/** Creates places that are all free. */
export function createPlaces(count: number): Places {
  const queue: (() => void)[] = [];
  let free = count;
  const take = async () => {
    if (free > 0) free--;
    else await new Promise<void>((begin) => queue.push(begin));
  };
  const giveBack = () => {
    const next = queue.shift();
    if (next) next();
    else free++;
  };
  return {
    async within(work) {
      await take();
      try {
        return await work(async (meanwhile) => {
          giveBack();
          try {
            await meanwhile();
          } finally {
            await take();
          }
        });
      } finally {
        giveBack();
      }
    },
  };
}
