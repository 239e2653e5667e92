import type { HttpResponse, TransportError } from "../model/exchange.ts";
import type { Clock } from "../model/ports.ts";

/** Where a target does not say how long to wait. */
const DEFAULT_MS = 1000;

/**
 * Sends again what a target answers with 429, after the time that it asks for (RFC 6585 §4, RFC 9110 §10.2.3), as long
 * as the run's patience lasts. It waits for all requests of a run together: a check that is refused holds up the rest.
 */
export function createPatience(clock: Clock, patienceMs: number) {
  let left = patienceMs;
  return async (send: () => Promise<HttpResponse | TransportError>): Promise<HttpResponse | TransportError> => {
    for (;;) {
      const answer = await send();
      const wait = "kind" in answer && answer.status === 429 ? retryAfter(answer, clock) : undefined;
      if (wait === undefined || wait > left) return answer;
      left -= wait;
      await clock.sleep(wait);
    }
  };
}

function retryAfter({ headers }: HttpResponse, clock: Clock): number {
  const value = headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1]?.trim() ?? "";
  if (/^\d+$/.test(value)) return Math.max(100, 1000 * Number(value));
  const date = Date.parse(value);
  return Number.isNaN(date) ? DEFAULT_MS : Math.max(100, date - clock.now());
}
