import type { CheckReport, ExchangeReport } from "../model/report.ts";

type Step = readonly [step: string, exchange: ExchangeReport];

/** Whether two exchanges of a check went on at the same time, and belong to one race. */
export function areTogether([one, first]: Step, [other, second]: Step): boolean {
  return one !== other && raceOf(one) === raceOf(other) && overlapMs(first, second) > ROUNDED_MS;
}

/** The exchanges of the race that a step belongs to, be it one of them or what was looked at afterwards. */
export function raceBehind(step: string, evidence: CheckReport["evidence"]): string[] {
  const own = Object.entries(evidence).filter(([other]) => raceOf(other) === raceOf(step));
  return own.filter((one) => own.some((other) => areTogether(one, other))).map(([name]) => name);
}

/** When an exchange began is told in whole milliseconds. */
const ROUNDED_MS = 1;

/** What the exchanges of one race have in common: `try 1` of `try 1, refresh 2`, or else `login` of `login 2`. */
function raceOf(step: string): string {
  const comma = step.lastIndexOf(",");
  return comma < 0 ? step.replace(/ \(?\d+\)?$/, "") : step.slice(0, comma);
}

function overlapMs(one: ExchangeReport, other: ExchangeReport): number {
  const [first, second] = [Date.parse(one.startedAt), Date.parse(other.startedAt)];
  return Math.min(first + one.durationMs, second + other.durationMs) - Math.max(first, second);
}
