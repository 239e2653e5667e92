/** Who is told that time has passed. */
export interface Timers {
  /**
   * Does something once, so many milliseconds from now, and keeps no process alive for it.
   *
   * @returns how to call it off; also when it is done, which changes nothing
   */
  after(milliseconds: number, action: () => void): () => void;
}

/** Creates timers by the system's clock. */
export function createTimers(): Timers {
  return {
    after(milliseconds, action) {
      const timer = setTimeout(action, milliseconds).unref();
      return () => clearTimeout(timer);
    },
  };
}
