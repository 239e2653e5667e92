/** What a schedule needs to know of an item. */
export interface Schedulable {
  readonly exclusive: boolean;
  /** It spends its time waiting, so that it should begin early. */
  readonly waits: boolean;
}

/**
 * Works on all items: those that wait first, at most `concurrency` at once, and then the exclusive ones one by one.
 * Where the signal aborts, no further item is begun, and those that are under way are not waited for.
 */
export async function schedule<T extends Schedulable>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const worker = async (queue: Iterable<T>) => {
    for (const item of queue) {
      if (signal?.aborted) return;
      await work(item);
    }
  };
  const all = async () => {
    const shared = items.filter(({ exclusive }) => !exclusive);
    const queue = shared.toSorted((one, other) => Number(other.waits) - Number(one.waits)).values();
    await Promise.all(Array.from({ length: concurrency }, () => worker(queue)));
    await worker(items.filter(({ exclusive }) => exclusive));
  };
  await Promise.race([all(), aborted(signal)]);
}

/** Settles when the signal does, and never without one. */
function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener("abort", () => resolve()));
}
