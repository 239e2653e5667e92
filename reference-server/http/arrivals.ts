import { setImmediate as turn } from "node:timers/promises";

/** By what a request's arrival is compared with what became of its token. */
export interface Arrivals {
  /** @returns milliseconds since the Unix epoch with a fraction, comparable between the processes of one machine */
  now(): number;
  /**
   * Resolves when every request that has reached this machine by now is read as far as its header, which is when its
   * arrival is noted. One that waits in its socket while the server is busy would seem to come later than it does.
   */
  noted(): Promise<void>;
}

/** Turns of the event loop that are waited for. A listener takes in one connection in each, and reads it in the next. */
const turns = 20;

/** Creates arrivals by the system's clock and this thread's event loop. */
export function createArrivals(): Arrivals {
  return {
    now: instant,
    async noted() {
      for (let i = 0; i < turns; i++) await turn();
    },
  };
}

/** Tells the instant, as `Arrivals` does. */
export function instant(): number {
  return performance.timeOrigin + performance.now();
}
