import type { Variation } from "../../engine/http-caller.ts";
import type { Session } from "../../engine/session.ts";
import type { Exchange } from "../../model/exchange.ts";

/**
 * Sends several requests so that they arrive together: each waits before its last byte until all others have come as
 * far, and all but the first for a gap of their own.
 */
export function releasedTogether(
  { gate }: Pick<Session, "gate">,
  count: number,
  longestGapMs: number,
  send: (index: number, variation: Variation) => Promise<Exchange>,
): Promise<Exchange[]> {
  const { arrive } = gate(count, longestGapMs);
  const variation: Variation = { exactly: { beforeLastByte: arrive } };
  return Promise.all(Array.from({ length: count }, (_, index) => send(index, variation)));
}

/** The exchanges under a name and their number. */
export function numbered(name: string, exchanges: readonly Exchange[]): Record<string, Exchange> {
  return Object.fromEntries(exchanges.map((exchange, index) => [`${name} ${index + 1}`, exchange]));
}
