import type { Clock } from "../env.ts";

/** How many failed logins an address has, within how many seconds, and how long it is suspended then. */
export interface SuspensionRules {
  readonly failures: number;
  readonly window: number;
  /** Seconds. */
  readonly suspension: number;
}

/** What became of an attempt: its result, or the milliseconds until one is made again. */
export type Attempt = { readonly isRight: boolean } | { readonly wait: number };

/** Failed logins of each address, and the addresses that have had too many of them. */
export interface Suspensions {
  /**
   * Has a password compared, unless the address is suspended, and counts it where it is wrong. What the address has failed
   * at for the same account is forgotten where it is right.
   *
   * @param account whatever tells accounts apart
   */
  attempt(address: string, account: string, compare: () => Promise<boolean>): Promise<Attempt>;
  /** @returns the milliseconds until an address is no longer suspended; 0 where it is not */
  waitOf(address: string): number;
}

/** What is known of one address. */
interface Record {
  /** When which account was failed at, in milliseconds since the Unix epoch; the oldest first. */
  failures: { readonly account: string; readonly at: number }[];
  suspendedUntil: number;
  /** The comparisons that are not done yet. */
  readonly pending: Set<Promise<unknown>>;
}

/**
 * Creates the count of failed logins, over a clock that is asked for at each call.
 *
 * So that nobody has many passwords compared before the first of them is counted, no more are compared at a time than may
 * fail; the others wait for their turn.
 */
export function createSuspensions(
  ports: () => { clock: Clock },
  { failures: most, window, suspension }: SuspensionRules,
): Suspensions {
  const records = new Map<string, Record>();
  const now = () => ports().clock.now();
  const isIdle = ({ failures, suspendedUntil, pending }: Record) => {
    const isOver = failures.every(({ at }) => at + window * 1_000 <= now());
    return isOver && suspendedUntil <= now() && pending.size === 0;
  };
  const recordOf = (address: string): Record => {
    for (const [other, record] of records) {
      if (!isIdle(record)) break;
      records.delete(other);
    }
    const record = records.get(address) ?? { failures: [], suspendedUntil: 0, pending: new Set() };
    record.failures = record.failures.filter(({ at }) => now() < at + window * 1_000);
    // In the order of the last attempt, so that who is at the front has been away for longest.
    records.delete(address);
    records.set(address, record);
    return record;
  };
  const waitOf = (address: string) => Math.max(0, (records.get(address)?.suspendedUntil ?? 0) - now());

  const countFailure = (record: Record, account: string) => {
    // What was under way when the address was suspended does not count towards the next time.
    if (now() < record.suspendedUntil) return;
    record.failures.push({ account, at: now() });
    if (record.failures.length < most) return;
    record.failures = [];
    record.suspendedUntil = now() + suspension * 1_000;
  };

  return {
    waitOf,
    async attempt(address, account, compare) {
      for (;;) {
        const record = recordOf(address);
        const wait = waitOf(address);
        if (wait > 0) return { wait };
        if (record.failures.length + record.pending.size < most) {
          const comparison = compare();
          record.pending.add(comparison);
          try {
            const isRight = await comparison;
            if (isRight) record.failures = record.failures.filter((failure) => failure.account !== account);
            else countFailure(record, account);
            return { isRight };
          } finally {
            record.pending.delete(comparison);
          }
        }
        await Promise.allSettled([Promise.race(record.pending)]);
      }
    },
  };
}
