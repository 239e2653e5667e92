import type { Seams } from "@authmark/reference-server/app";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

/** What is held up: a request on its way, an answer on its way, or the suite, when it has waited for something. */
export type Stall = "request" | "answer" | "wait";

/** A sound server, and a clock, of which one is held up once. */
export interface Stalling {
  readonly seams: Seams;
  readonly clock: VirtualClock;
  /** How many of each there were. */
  readonly counts: Readonly<Record<Stall, number>>;
}

/**
 * Builds what stalls once, as a machine does that has other things to do.
 *
 * @param milliseconds how long it stalls
 * @param isIt whether it is this one that does, of all of that kind, counted from 0
 */
export function stalling(milliseconds: number, isIt: (stall: Stall, index: number) => boolean): Stalling {
  const clock = createVirtualClock();
  const counts = { request: 0, answer: 0, wait: 0 };
  const pass = async (stall: Stall) => {
    if (isIt(stall, counts[stall]++)) await clock.sleep(milliseconds);
  };
  return {
    counts,
    clock: {
      ...clock,
      async sleep(wait) {
        await clock.sleep(wait);
        await pass("wait");
      },
    },
    seams: {
      async request(request) {
        await pass("request");
        return request;
      },
      async respond(response) {
        await pass("answer");
        return response;
      },
      angen: (handlers) => heldUp(handlers, pass),
    },
  };
}

/** The same handlers; what comes before and behind each is held up as a request and an answer are. */
function heldUp<Handlers extends object>(handlers: Handlers, pass: (stall: Stall) => Promise<void>): Handlers {
  return new Proxy(handlers, {
    get(target, name) {
      const handler: unknown = Reflect.get(target, name);
      if (typeof handler !== "function") return handler;
      return async (...given: readonly unknown[]) => {
        await pass("request");
        const answer: unknown = await handler.apply(target, given);
        await pass("answer");
        return answer;
      };
    },
  });
}
