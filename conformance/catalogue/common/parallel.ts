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

/** A race that is lost for this long is hardly won any more, and proofs of work may take their time. */
const LONGEST_MS = 1500;

/**
 * Tries a race again and again, since whether it is won is luck too: `least` times, and up to `most` times as long as
 * that does not take long.
 *
 * @returns the exchanges of all tries
 */
export async function raced(
  { now }: Pick<Session, "now">,
  [least, most]: readonly [least: number, most: number],
  race: (name: string, index: number) => Promise<Readonly<Record<string, Exchange>>>,
): Promise<Record<string, Exchange>> {
  const startedAt = now();
  const evidence: Record<string, Exchange> = {};
  for (let index = 0; index < most && (index < least || now() - startedAt < LONGEST_MS); index++) {
    Object.assign(evidence, await race(nameOfTry(index), index));
  }
  return evidence;
}

/** How the tries of a race are called in its evidence; those that were not made have no exchanges. */
export function namesOfTries(most: number): string[] {
  return Array.from({ length: most }, (_, index) => nameOfTry(index));
}

function nameOfTry(index: number): string {
  return `try ${index + 1}`;
}

/** The exchanges under a name and their number. */
export function numbered(name: string, exchanges: readonly Exchange[]): Record<string, Exchange> {
  return Object.fromEntries(exchanges.map((exchange, index) => [`${name} ${index + 1}`, exchange]));
}
