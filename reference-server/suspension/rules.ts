import type { Attempts, AttemptsChange } from "../store/attempt-port.ts";

/** How many failed logins an address has, within how many seconds, and how long it is suspended then. */
export interface SuspensionRules {
  readonly failures: number;
  readonly window: number;
  /** Seconds. */
  readonly suspension: number;
}

/** Milliseconds after which a comparison is no longer waited for: whoever made it may be gone. */
const longestComparison = 30_000;

/** Whether an attempt may be made now: it may, so many others are being made that it has to wait for one, or `wait` milliseconds. */
export type Turn = "taken" | "full" | { readonly wait: number };

/** The milliseconds until an address is no longer suspended; 0 where it is not. */
export function waitOf({ suspendedUntil }: Attempts, now: number): number {
  return Math.max(0, suspendedUntil - now);
}

/**
 * Lets an attempt begin. So that nobody has many passwords compared before the first of them is counted, no more are compared
 * at a time than may fail.
 *
 * @param id of the attempt
 */
export function takeTurn(known: Attempts, id: string, now: number, rules: SuspensionRules): AttemptsChange<Turn> {
  const current = withoutOld(known, now, rules);
  const wait = waitOf(current, now);
  if (wait > 0) return { expiresAt: current.suspendedUntil, result: { wait } };
  const isFull = current.failures.length + current.pending.length >= rules.failures;
  if (isFull) return { expiresAt: now, result: "full" };
  const pending = [...current.pending, { id, until: now + longestComparison }];
  return changed({ ...current, pending }, "taken", rules);
}

/**
 * Counts an attempt that is done: a wrong password, a right one, with which what was failed at for the same account is
 * forgotten, or none where it could not be compared.
 */
export function endTurn(
  known: Attempts,
  { id, account, isRight }: { id: string; account: string; isRight: boolean | undefined },
  now: number,
  rules: SuspensionRules,
): AttemptsChange<void> {
  const { failures, suspendedUntil, pending: all } = withoutOld(known, now, rules);
  const index = all.findIndex((other) => other.id === id);
  const pending = index < 0 ? all : all.toSpliced(index, 1);
  if (isRight) {
    const left = failures.filter((failure) => failure.account !== account);
    return changed({ failures: left, suspendedUntil, pending }, undefined, rules);
  }
  // What was under way when the address was suspended does not count towards the next time.
  if (isRight === undefined || now < suspendedUntil)
    return changed({ failures, suspendedUntil, pending }, undefined, rules);
  const counted = [...failures, { account, at: now }];
  if (counted.length < rules.failures) return changed({ failures: counted, suspendedUntil, pending }, undefined, rules);
  return changed({ failures: [], suspendedUntil: now + rules.suspension * 1_000, pending }, undefined, rules);
}

function withoutOld(
  { failures, suspendedUntil, pending }: Attempts,
  now: number,
  { window }: SuspensionRules,
): Attempts {
  return {
    failures: failures.filter(({ at }) => now < at + window * 1_000),
    suspendedUntil,
    pending: pending.filter(({ until }) => now < until),
  };
}

function changed<T>(attempts: Attempts, result: T, { window }: SuspensionRules): AttemptsChange<T> {
  const { failures, suspendedUntil, pending } = attempts;
  const ends = [...failures.map(({ at }) => at + window * 1_000), ...pending.map(({ until }) => until)];
  return { attempts, expiresAt: Math.ceil(Math.max(suspendedUntil, ...ends)), result };
}
