import type { Clock } from "../model/ports.ts";

/** A clock that stands still until somebody sleeps, and then is later at once, by whole milliseconds as `Date.now` is. */
export function createVirtualClock(): Clock {
  let now = Date.UTC(2030, 0, 1);
  return {
    now: () => now,
    async sleep(milliseconds) {
      now += Math.ceil(milliseconds);
    },
  };
}
