import type { Clock } from "../model/ports.ts";

/** A clock that stands at 0, and goes on only where someone sleeps. */
export function fakeClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    async sleep(milliseconds) {
      now += milliseconds;
    },
  };
}
