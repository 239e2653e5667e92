import type { Given } from "../model/check.ts";
import type { Exchange } from "../model/exchange.ts";

/** When the token of a role expires that an exchange gave, in milliseconds since the epoch by the target's clock. */
export type ExpiryOf = (role: string, exchange: Exchange, clockAheadMs: number) => number | undefined;

/** The expiry that came with the token. */
const toldExpiry: ExpiryOf = (_, { taken: { expiresAt } }) => (typeof expiresAt === "number" ? expiresAt : undefined);

/** Answers come in so long before an expiry, at least, that the expiry cannot have had a part in them. */
const MARGIN_MS = 300;

/**
 * Whether a check used a token so late that its expiry may have spoken, and not the target's fault: a slow target, or a
 * slow machine. What a check does with a token after it has waited for its expiry is meant.
 *
 * @param tokenRoles the roles of tokens
 * @param roundedByMs by how much expiries may have been rounded
 * @param awaited the expiries that the check waited for
 */
export function cameLate(
  exchanges: readonly Exchange[],
  tokenRoles: readonly string[],
  awaited: ReadonlySet<number>,
  { clockAheadMs, leewayMs }: Given,
  expiryOf: ExpiryOf = toldExpiry,
  roundedByMs = 0,
): boolean {
  const expiries = new Map<unknown, number>();
  for (const exchange of exchanges) {
    for (const role of tokenRoles) {
      const expiresAt = exchange.taken[role] === undefined ? undefined : expiryOf(role, exchange, clockAheadMs);
      // An expiry that was over when it was told is a fault, and no excuse.
      if (expiresAt !== undefined && expiresAt > exchange.startedAt + clockAheadMs) {
        expiries.set(exchange.taken[role], expiresAt);
      }
    }
  }
  const margin = MARGIN_MS + roundedByMs + (clockAheadMs === 0 ? 0 : 500);
  return exchanges.some(({ sent, startedAt, durationMs }) =>
    tokenRoles.some((role) => {
      const expiresAt = expiries.get(sent[role]);
      if (expiresAt === undefined) return false;
      const isMeant = awaited.has(expiresAt) && startedAt + clockAheadMs >= expiresAt + leewayMs;
      return !isMeant && startedAt + durationMs + clockAheadMs > expiresAt - margin;
    }),
  );
}
