import type { HttpResponse, TransportError } from "../model/exchange.ts";
import type { Clock } from "../model/ports.ts";

/** Where a target does not say how long to wait. */
const DEFAULT_MS = 1000;

/** A target that limits its requests, and serves them in the end, is waited for so much longer in all. */
const TIMES_IN_ALL = 10;

/**
 * Sends again what a target answers with 429, after the time that it asks for (RFC 6585 §4, RFC 9110 §10.2.3), as long
 * as the run's patience lasts; what the target serves restores it. Who is asked to wait waits for all: no other request
 * goes out meanwhile.
 */
export function createPatience(clock: Clock, patienceMs: number, waited: (milliseconds: number) => void = () => {}) {
  let left = patienceMs;
  let leftInAll = TIMES_IN_ALL * patienceMs;
  let opensAt = 0;
  return async (send: () => Promise<HttpResponse | TransportError>): Promise<HttpResponse | TransportError> => {
    for (;;) {
      while (clock.now() < opensAt) await clock.sleep(opensAt - clock.now());
      const answer = await send();
      const wait = "kind" in answer && answer.status === 429 ? retryAfter(answer, clock) : undefined;
      if (wait === undefined) {
        left = Math.min(patienceMs, leftInAll);
        return answer;
      }
      const longer = Math.max(0, clock.now() + wait - Math.max(opensAt, clock.now()));
      if (longer > left) return answer;
      left -= longer;
      leftInAll -= longer;
      waited(wait);
      opensAt = Math.max(opensAt, clock.now() + wait);
    }
  };
}

function retryAfter({ headers }: HttpResponse, clock: Clock): number {
  const value = headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1]?.trim() ?? "";
  if (/^\d+$/.test(value)) return Math.max(100, 1000 * Number(value));
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? DEFAULT_MS : Math.max(100, date - clock.now());
}
