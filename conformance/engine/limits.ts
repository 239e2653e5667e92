import { randomInt } from "node:crypto";
import { hasManyAddresses } from "../kit/address.ts";
import { CannotTest } from "../model/errors.ts";
import type { Clock } from "../model/ports.ts";
import type { Limit, Target } from "../model/target.ts";

/** Counts what happens under a name, and tells when one more stays within a limit. */
interface Window {
  /** Milliseconds until one more is within the limit; 0 for now. */
  wait(name: string): number;
  add(name: string): void;
}

function createWindow({ count, perMs }: Limit, clock: Clock): Window {
  const times = new Map<string, number[]>();
  const recent = (name: string) => (times.get(name) ?? []).filter((time) => time > clock.now() - perMs);
  return {
    wait(name) {
      const oldest = recent(name).at(-count);
      return oldest === undefined ? 0 : oldest + perMs - clock.now();
    },
    add: (name) => void times.set(name, [...recent(name), clock.now()]),
  };
}

/** Resolves when one more request is within the limit of requests that a target declares. */
export function createPace(limit: Limit | undefined, clock: Clock): () => Promise<void> {
  if (!limit) return async () => {};
  const window = createWindow(limit, clock);
  return async () => {
    for (let wait = window.wait(""); wait > 0; wait = window.wait("")) await clock.sleep(wait);
    window.add("");
  };
}

/** The addresses of this machine that a target on it can be asked from; each has failures of its own. */
const LOOPBACK = addressesIn("127.0.0");

function addressesIn(network: string): string[] {
  return Array.from({ length: 200 }, (_, index) => `${network}.${index + 1}`);
}

/** Addresses that nothing else is asked from, in this run or in one just before, for a target that suspends them. */
function spareAddresses(): string[] {
  return addressesIn(`127.${randomInt(1, 255)}.${randomInt(256)}`);
}

/**
 * Creates the budget of logins that will fail: the suite must not have an account locked, or its own address suspended.
 *
 * @param maxWaitMs the longest wait for the account's turn
 * @returns a function that takes one failure of a user from the budget and resolves, when it fits, to the address to
 * connect from, if that matters; it throws CannotTest where it would have to wait for too long. A failure from an address
 * that cannot be chosen any more counts there
 */
export function createFailures(
  { url, limits }: Pick<Target, "url" | "limits">,
  clock: Clock,
  maxWaitMs: number,
): (username: string, from?: string) => Promise<string | undefined> {
  const limit = limits?.failedLogins;
  if (!limit) return async () => undefined;
  const spare = limit.byAddress ? spareAddresses() : LOOPBACK;
  const addresses = hasManyAddresses(url) ? spare : [];
  // Of addresses there are plenty, and where exactly a limit is, is for checks to find out.
  const isPlenty = limit.byAddress && addresses.length > 0;
  const window = createWindow(isPlenty ? { ...limit, count: Math.ceil(limit.count / 2) } : limit, clock);
  return async (username, from) => {
    for (;;) {
      const address = from ?? addresses.find((each) => window.wait(each) === 0) ?? addresses[0];
      const names = [...(limit.byAddress ? [] : [`account ${username}`]), address ?? "this machine"];
      const wait = Math.max(...names.map((name) => window.wait(name)));
      if (wait <= 0) {
        for (const name of names) window.add(name);
        return address;
      }
      if (wait > maxWaitMs) throw new CannotTest(`rate limit: limits.failedLogins leaves no room for ${wait / 1000} s`);
      await clock.sleep(wait);
    }
  };
}
