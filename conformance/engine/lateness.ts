import type { Given } from "../model/check.ts";
import type { Exchange } from "../model/exchange.ts";

/** Answers come in so long before an expiry, at least, that the expiry cannot have had a part in them. */
const MARGIN_MS = 300;

/**
 * Whether a check used a token so late that its expiry may have spoken, and not the target's fault: a slow target, or a
 * slow machine. What a check does with a token after it has waited for its expiry is meant.
 *
 * @param tokenRoles the roles of values that come with an `expiresAt`
 * @param awaited the expiries that the check waited for
 */
export function cameLate(
  exchanges: readonly Exchange[],
  tokenRoles: readonly string[],
  awaited: ReadonlySet<number>,
  { clockAheadMs, leewayMs }: Given,
): boolean {
  const expiries = new Map<unknown, number>();
  for (const { taken, startedAt } of exchanges) {
    const { expiresAt } = taken as { expiresAt?: unknown };
    // An expiry that was over when it was told is a fault, and no excuse.
    if (typeof expiresAt !== "number" || expiresAt <= startedAt + clockAheadMs) continue;
    for (const role of tokenRoles) if (taken[role] !== undefined) expiries.set(taken[role], expiresAt);
  }
  const margin = MARGIN_MS + (clockAheadMs === 0 ? 0 : 500);
  return exchanges.some(({ sent, startedAt, durationMs }) =>
    tokenRoles.some((role) => {
      const expiresAt = expiries.get(sent[role]);
      if (expiresAt === undefined) return false;
      const isMeant = awaited.has(expiresAt) && startedAt + clockAheadMs >= expiresAt + leewayMs;
      return !isMeant && startedAt + durationMs + clockAheadMs > expiresAt - margin;
    }),
  );
}
