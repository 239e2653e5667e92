import type { Session } from "../../engine/session.ts";
import type { Evidence } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";

/** Races go on for so long, in milliseconds; where each costs a proof of work, one may take longer by itself. */
const LONGEST_MS = 1500;

/**
 * Runs a race again and again, since whether it is won is luck too: `least` times, and up to `most` times as long as
 * that does not take long and nothing is found.
 *
 * @returns the exchanges of all tries
 */
export async function raced(
  { now }: Pick<Session, "now">,
  [least, most]: readonly [least: number, most: number],
  race: (name: string, index: number) => Promise<Evidence>,
  findIn: (evidence: Evidence, name: string) => readonly Finding[],
): Promise<Evidence> {
  const startedAt = now();
  let evidence: Evidence = {};
  for (const [index, name] of namesOfTries(most).entries()) {
    if (index >= least && now() - startedAt > LONGEST_MS) break;
    const tried = await race(name, index);
    evidence = { ...evidence, ...tried };
    if (findIn(namedAsEvidence(tried), name).length > 0) break;
  }
  return evidence;
}

/** The exchanges as a judge sees them. */
function namedAsEvidence(evidence: Evidence): Evidence {
  return Object.fromEntries(Object.entries(evidence).map(([step, exchange]) => [step, { ...exchange, step }]));
}

/** How the tries of a race are called in its evidence; those that were not made have no exchanges. */
export function namesOfTries(most: number): string[] {
  return Array.from({ length: most }, (_, index) => `try ${index + 1}`);
}
