import type { Check, Given } from "../model/check.ts";
import type { Evidence, Exchange } from "../model/exchange.ts";
import type { Finding } from "../model/verdict.ts";
import { exchange, type Otherwise } from "./exchanges.ts";

const GIVEN: Given = { leewayMs: 0, clockAheadMs: 0 };

/** Exchanges by their step, each like one with everything in order, but for what is given. */
export function evidence(steps: Readonly<Record<string, Otherwise>>): Evidence {
  return Object.fromEntries(
    Object.entries(steps).map(([step, otherwise]): [string, Exchange] => [step, exchange({ step, ...otherwise })]),
  );
}

/** What a check makes of exchanges: what its control and its judge find, whichever counts. */
export function judged(check: Check<never>, steps: Readonly<Record<string, Otherwise>>, given: Partial<Given> = {}) {
  const all = evidence(steps);
  const found = (part?: (evidence: Evidence, given: Given) => Iterable<Finding>) => [
    ...(part?.(all, { ...GIVEN, ...given }) ?? []),
  ];
  return { control: found(check.control), judge: found(check.judge) };
}

/** Where the judge of a check finds fault. */
export function faults(check: Check<never>, steps: Readonly<Record<string, Otherwise>>, given?: Partial<Given>) {
  return judged(check, steps, given).judge.map(({ at }) => at);
}
