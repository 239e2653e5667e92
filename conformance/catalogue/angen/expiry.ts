import { type ExpiryOf, expiringAfter, expiringAt } from "../../engine/lateness.ts";
import { hasManyAddresses } from "../../kit/address.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Target } from "../../model/target.ts";

/** How far before its told end a token is still good, in milliseconds: a second, and what answers and clocks take. */
export const ALMOST_MS = -1700;

/** When the token of an answer expires as that says, in milliseconds since the epoch; nothing where it says no instant. */
export function expiryOfAnswer({ taken }: Pick<Exchange, "taken">): number | undefined {
  const instant = typeof taken["expiresAt"] === "string" ? Date.parse(taken["expiresAt"]) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}

/** When tokens expire, by what came with them, or else by what is declared. */
export function expiriesOf({ lifetimes: { accessMs } }: Target): ExpiryOf {
  return (_, exchange, clockAheadMs) => {
    const told = expiryOfAnswer(exchange);
    if (told !== undefined) return expiringAt(told);
    return accessMs === undefined ? undefined : expiringAfter(exchange, accessMs, clockAheadMs);
  };
}

/** Instants that are told in whole seconds, and how long an answer takes, make smaller differences by themselves. */
const SMALLEST_MS = 1500;

/**
 * By how much the target's clock is ahead of the suite's. No answer tells the time, but one tells when a token expires:
 * where it is declared how long tokens live, the rest of that is the clock's. A target on this machine has its clock:
 * what it tells otherwise is told wrongly.
 *
 * @returns milliseconds; 0 where nothing is declared or told
 */
export function clockAheadOf(
  issue: Exchange,
  { url, lifetimes: { accessMs } }: Pick<Target, "url" | "lifetimes">,
): number {
  const told = expiryOfAnswer(issue);
  if (told === undefined || accessMs === undefined || hasManyAddresses(url)) return 0;
  // The token was made somewhere between the request and the answer.
  const most = told - accessMs - issue.startedAt;
  const least = most - issue.durationMs;
  return least < SMALLEST_MS && most > -SMALLEST_MS ? 0 : Math.round((least + most) / 2);
}
