import type { Given } from "../model/check.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Verdict } from "../model/verdict.ts";

/** When the token of a role expires that an exchange gave, in milliseconds since the epoch by the target's clock. */
export type ExpiryOf = (role: string, exchange: Exchange, clockAheadMs: number) => number | undefined;

/** The expiry that came with the token. */
const toldExpiry: ExpiryOf = (_, { taken: { expiresAt } }) => (typeof expiresAt === "number" ? expiresAt : undefined);

/** Answers come in so long before an expiry, at least, that the expiry cannot have had a part in them. */
const MARGIN_MS = 300;

/** What is known of a check whose uses of tokens are looked at. */
export interface Lateness {
  /** The roles of tokens. */
  readonly tokenRoles: readonly string[];
  /** The expiries that the check waited for: what it does with a token behind its own is meant. */
  readonly awaited: ReadonlySet<number>;
  readonly given: Pick<Given, "clockAheadMs" | "leewayMs">;
  readonly expiryOf?: ExpiryOf | undefined;
  /** By how much expiries may have been rounded. */
  readonly roundedByMs?: number | undefined;
  /** What the suite made a value from; it is refused for the expiry of that, too. */
  originOf?(value: unknown): unknown;
}

/**
 * Finds the exchanges of a check that used a token so late that its expiry may have spoken, and not what the check is
 * about: on a slow target, or a slow machine.
 */
function lateUses(
  exchanges: readonly Exchange[],
  { tokenRoles, awaited, given, expiryOf = toldExpiry, roundedByMs = 0, originOf = () => undefined }: Lateness,
): readonly Exchange[] {
  const { clockAheadMs, leewayMs } = given;
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
  return exchanges.filter(({ sent, startedAt, durationMs }) =>
    tokenRoles.some((role) => {
      const expiresAt = expiries.get(sent[role]) ?? expiries.get(originOf(sent[role]));
      if (expiresAt === undefined) return false;
      const isMeant = awaited.has(expiresAt) && startedAt + clockAheadMs >= expiresAt + leewayMs;
      return !isMeant && startedAt + durationMs + clockAheadMs > expiresAt - margin;
    }),
  );
}

/**
 * Whether a late use may have made the verdict: any does where fault was found; where a check passes, one that was
 * refused of what the suite made of a token, since that was to be refused for what the suite did to it.
 */
export function isLate(verdict: Verdict["kind"], exchanges: readonly Exchange[], lateness: Lateness): boolean {
  const late = lateUses(exchanges, lateness);
  if (verdict !== "pass") return late.length > 0;
  const { tokenRoles, originOf = () => undefined } = lateness;
  return late.some(({ sent, response, taken, fetched }) => {
    const isMade = tokenRoles.some((role) => originOf(sent[role]) !== undefined);
    const yieldsNothing = response !== undefined && Object.keys(taken).length === 0;
    // Where it is about what the target fetches, its refusal is no matter.
    return isMade && fetched === undefined && yieldsNothing;
  });
}
