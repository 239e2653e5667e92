import type { Clock, Timers } from "../model/ports.ts";

/** Time that passes where somebody waits for it, and costs next to nothing. */
export interface VirtualClock extends Clock {
  /** For the server under test: due when virtual time is. */
  readonly timers: Timers;
  /**
   * For who waits until the server has been silent for so long. The server is in the same process, so that what it says
   * at once is there at the next turn of the event loop: a few turns are waited for, and virtual time passes before
   * the last of them, which shows what comes of that.
   */
  readonly silences: Timers;
}

/** So many turns a silence has. */
const TURNS = 4;
/** What part of a silence is waited for in real time, and how much of it at most, in milliseconds. */
const [REAL_PART, MOST_REAL_MS] = [1 / 5, 1000];

/** A clock that stands still until somebody waits, and then is later at once, by whole milliseconds as `Date.now` is. */
export function createVirtualClock(): VirtualClock {
  let now = Date.UTC(2030, 0, 1);
  const due = new Set<{ readonly at: number; readonly action: () => void }>();
  const pass = (milliseconds: number) => {
    now += Math.ceil(milliseconds);
    for (const timer of [...due].filter(({ at }) => at <= now).sort((one, other) => one.at - other.at)) {
      // The one before it may have called it off.
      if (due.delete(timer)) timer.action();
    }
  };
  return {
    now: () => now,
    async sleep(milliseconds) {
      pass(milliseconds);
    },
    timers: {
      after(milliseconds, action) {
        const timer = { at: now + milliseconds, action };
        due.add(timer);
        return () => void due.delete(timer);
      },
    },
    silences: {
      after(milliseconds, action) {
        const turnMs = Math.min(milliseconds * REAL_PART, MOST_REAL_MS) / TURNS;
        let turns = 0;
        let timer: NodeJS.Timeout;
        const wait = () => {
          timer = setTimeout(turn, turnMs);
        };
        const turn = () => {
          turns++;
          if (turns === TURNS) return action();
          // Not before: an answer that is merely slow to come, on a busy machine, is to cost no virtual time.
          if (turns === TURNS - 1) pass(milliseconds);
          wait();
        };
        wait();
        return () => clearTimeout(timer);
      },
    },
  };
}
