import type { Env } from "../env.ts";

/**
 * Deletes what has expired, now and then again and again. It keeps no process alive; one failure is logged, and the next
 * sweep comes all the same.
 *
 * @param interval seconds from one sweep to the next
 * @returns how to stop
 * @throws whatever the first sweep fails with
 */
export async function startSweeping({ store, clock, log }: Env, interval: number): Promise<() => void> {
  const sweep = () => store.deleteExpired(clock.now());
  await sweep();
  const timer = setInterval(() => {
    sweep().catch((error: Error) => log.error({ fault: error.stack }, "what has expired could not be deleted"));
  }, interval * 1_000).unref();
  return () => clearInterval(timer);
}
