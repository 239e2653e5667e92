import { createPlaces } from "./places.ts";
import { createTurns, type Pause } from "./turns.ts";

/** What a schedule needs to know of an item. */
export interface Schedulable {
  readonly exclusive: boolean;
  /** It spends its time waiting. */
  readonly waits: boolean;
}

/**
 * Works on all items: at most `concurrency` at once, and then the exclusive ones one by one. Those that wait take no
 * place from the others, and no more than `concurrency` of them work at once, each until it waits: so all of them wait
 * together, and exclusive ones work while they do, but the target is not asked by all of them at once, which would keep
 * a target waiting that asks the suite in its turn. One at a time is still one at a time. Where the signal aborts, no further item is begun, and those that are under way are
 * not waited for.
 */
export async function schedule<T extends Schedulable>(
  items: readonly T[],
  concurrency: number,
  work: (item: T, pause: Pause) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const turns = createTurns();
  const places = createPlaces(concurrency);
  const worker = async (queue: Iterable<T>) => {
    for (const item of queue) {
      if (signal?.aborted) return;
      const turn = item.exclusive ? turns.alone : turns.beside;
      await turn((pause) => work(item, pause));
    }
  };
  const waiter = (item: T) =>
    places.within(async (leaving) => {
      if (signal?.aborted) return;
      // A place first and then a turn, each time: who had a turn without a place would keep back whoever is to be alone.
      await turns.beside((pause) => work(item, (waiting) => pause(leaving(() => waiting))));
    });
  const all = async () => {
    const exclusive = items.filter((item) => item.exclusive);
    const { waiting = [], asking = [] } = Object.groupBy(
      items.filter((item) => !item.exclusive),
      ({ waits }) => (waits ? "waiting" : "asking"),
    );
    const beside = concurrency > 1 ? waiting.map(waiter) : [];
    const queue = (concurrency > 1 ? asking : [...waiting, ...asking]).values();
    await Promise.all(Array.from({ length: concurrency }, () => worker(queue)));
    await Promise.all([...beside, worker(exclusive)]);
  };
  await Promise.race([all(), aborted(signal)]);
}

/** Settles when the signal does, and never without one. */
export function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener("abort", () => resolve()));
}
