import { CannotTest } from "../model/errors.ts";
import type { HttpRequest } from "../model/exchange.ts";
import type { Clock } from "../model/ports.ts";
import type { Readiness } from "../model/start.ts";
import { SIGNATURE } from "./http-request.ts";
import type { HttpTransport } from "./http-transport.ts";

/** After a restart. */
export const READY_AGAIN: Readiness = { withinMs: 30_000 };
const EVERY_MS = 50;
/** How long one attempt may be silent. */
const SILENCE_MS = 2000;

/**
 * Asks again until a target is ready.
 *
 * @param why asks once; says why the target is not ready yet, or nothing where it is
 * @throws CannotTest where it does not become so in time, with what was seen last
 */
export async function becomesReady(
  why: () => Promise<string | undefined>,
  { withinMs, signal }: Readiness,
  clock: Clock,
): Promise<void> {
  const until = clock.now() + withinMs;
  for (;;) {
    const reason = await why();
    if (reason === undefined) return;
    if (signal?.aborted || clock.now() >= until)
      throw new CannotTest(`the target was not ready after ${withinMs / 1000} s: ${reason}`);
    await clock.sleep(EVERY_MS);
  }
}

/**
 * Waits until a target answers, and not for what it stands behind; where it has an address to be asked whether it is
 * ready, until it says so there.
 *
 * @throws CannotTest as above
 */
export function answersAgain(
  transport: HttpTransport,
  url: string,
  clock: Clock,
  readiness: Readiness = READY_AGAIN,
): Promise<void> {
  const { path } = readiness;
  const request: HttpRequest = { kind: "http", method: "GET", url: url + (path ?? "/"), headers: [SIGNATURE] };
  const isReady = (status: number) => (path === undefined ? status < 500 : status >= 200 && status < 300);
  const ask = async () => {
    const answer = await transport.exchange(request, undefined, SILENCE_MS);
    if (!("kind" in answer)) return `GET ${request.url}: ${answer.message} (${answer.code})`;
    return isReady(answer.status) ? undefined : `GET ${request.url} says ${answer.status}`;
  };
  return becomesReady(ask, readiness, clock);
}
