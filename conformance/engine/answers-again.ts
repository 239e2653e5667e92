import { CannotTest } from "../model/errors.ts";
import type { HttpRequest } from "../model/exchange.ts";
import type { Clock } from "../model/ports.ts";
import { SIGNATURE } from "./http-request.ts";
import type { HttpTransport } from "./http-transport.ts";

const READY_AFTER = { attempts: 600, everyMs: 50 };

/**
 * Waits until a target that is being restarted answers, and not for what it stands behind.
 *
 * @throws CannotTest where it does not in half a minute
 */
export async function answersAgain(transport: HttpTransport, url: string, clock: Clock): Promise<void> {
  const request: HttpRequest = { kind: "http", method: "GET", url: `${url}/`, headers: [SIGNATURE] };
  for (let attempt = 0; attempt < READY_AFTER.attempts; attempt++) {
    const answer = await transport.exchange(request);
    if ("kind" in answer && answer.status < 500) return;
    await clock.sleep(READY_AFTER.everyMs);
  }
  throw new CannotTest("the target did not answer within half a minute after its restart");
}
