import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Killed, KillJob } from "./kill-worker.ts";

/** A run over lines waits for more than half of its time, one over HTTP for a little; more threads than that get in each other's way. */
const THREADS_A_PROCESSOR = 2;

/**
 * Tests broken servers, several at once for each processor: each thread has one, with time of its own.
 *
 * @param killed is told of each as it comes
 * @throws what a thread fails with
 */
export async function testAll(jobs: readonly KillJob[], killed: (killed: Killed) => void): Promise<void> {
  const queue = jobs.values();
  const work = async () => {
    const worker = new Worker(new URL("./kill-worker.ts", import.meta.url));
    try {
      for (const job of queue) {
        worker.postMessage(job);
        const [result] = (await once(worker, "message")) as [Killed];
        killed(result);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs.length, THREADS_A_PROCESSOR * availableParallelism()) }, work));
}
