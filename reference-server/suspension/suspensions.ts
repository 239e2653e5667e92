import type { Clock, Random } from "../env.ts";
import type { AttemptStore } from "../store/attempt-port.ts";
import type { Timers } from "../tcp/timers.ts";
import { hashOf } from "../tokens/tokens.ts";
import { endTurn, type SuspensionRules, takeTurn, waitOf } from "./rules.ts";

/** What became of an attempt: its result, or the milliseconds until one is made again. */
export type Attempt = { readonly isRight: boolean } | { readonly wait: number };

/** Failed logins of each address, and the addresses that have had too many of them, at whichever instance. */
export interface Suspensions {
  /**
   * Has a password compared, unless the address is suspended, and counts it where it is wrong. What the address has failed
   * at for the same account is forgotten where it is right.
   *
   * @param account whatever tells accounts apart
   */
  attempt(address: string, account: string, compare: () => Promise<boolean>): Promise<Attempt>;
  /** @returns the milliseconds until an address is no longer suspended; 0 where it is not */
  waitOf(address: string): Promise<number>;
}

const idBytes = 12;
/** Milliseconds from one look to the next whether another instance has compared a password. */
const interval = 25;

/**
 * Creates the count of failed logins, over a store, a clock, timers and a source of randomness, which are asked for at each
 * call. Attempts wait for each other, so that no more are under way at a time than may fail.
 */
export function createSuspensions(
  ports: () => { clock: Clock; timers: Timers; random: Random; store: AttemptStore },
  rules: SuspensionRules,
): Suspensions {
  /** What is under way in this process. */
  const underWay = new Set<Promise<unknown>>();
  const now = () => ports().clock.now();
  const pause = () => new Promise<void>((resolve) => ports().timers.after(interval, resolve));

  const waitAt = async (address: string) => waitOf(await ports().store.findAttempts(address), now());

  const compareInTurn = async (address: string, id: string, account: string, compare: () => Promise<boolean>) => {
    let isRight: boolean | undefined;
    try {
      isRight = await compare();
      return isRight;
    } finally {
      await ports().store.changeAttempts(address, (known) => endTurn(known, { id, account, isRight }, now(), rules));
    }
  };

  return {
    waitOf: waitAt,
    async attempt(address, name, compare) {
      // A user may have typed a password for a name.
      const [account, id] = [hashOf(name), ports().random.bytes(idBytes).toString("base64url")];
      // Who is suspended is told so by a look, and costs the store no change.
      const wait = await waitAt(address);
      if (wait > 0) return { wait };
      for (;;) {
        const turn = await ports().store.changeAttempts(address, (known) => takeTurn(known, id, now(), rules));
        if (typeof turn === "object") return turn;
        if (turn === "taken") {
          const comparison = compareInTurn(address, id, account, compare);
          underWay.add(comparison);
          try {
            return { isRight: await comparison };
          } finally {
            underWay.delete(comparison);
          }
        }
        await (underWay.size > 0 ? Promise.allSettled([Promise.race(underWay)]) : pause());
      }
    },
  };
}
