import type { Check, Given } from "../model/check.ts";
import type { Evidence, Exchange } from "../model/exchange.ts";
import { DEFAULT_POLICY } from "../model/policy.ts";
import type { Finding } from "../model/verdict.ts";
import { exchange, type Otherwise } from "./exchanges.ts";

const GIVEN: Given = { leewayMs: 0, clockAheadMs: 0, policy: DEFAULT_POLICY, jwt: {} };

/** Exchanges by their step, each like one with everything in order, but for what is given. */
export function evidence(steps: Readonly<Record<string, Otherwise>>): Evidence {
  return Object.fromEntries(
    Object.entries(steps).map(([step, otherwise]): [string, Exchange] => [step, exchange({ step, ...otherwise })]),
  );
}

type Steps = Readonly<Record<string, Otherwise>>;

/** What a check makes of exchanges: what its control and its judge find, whichever counts. */
export function judged({ control, judge }: Check<never>, steps: Steps, given: Partial<Given> = {}) {
  const find = (part: typeof judge = () => []): readonly Finding[] => [
    ...part(evidence(steps), { ...GIVEN, ...given }),
  ];
  return { control: find(control), judge: find(judge) };
}

/** Where the judge of a check finds fault, whatever its control says. */
export function faults({ judge }: Check<never>, steps: Steps, given?: Partial<Given>): string[] {
  return judged({ act: () => Promise.reject(), judge }, steps, given).judge.map(({ at }) => at);
}
