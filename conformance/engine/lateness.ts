import type { Given } from "../model/check.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Verdict } from "../model/verdict.ts";

/**
 * When a token expires, in milliseconds since the epoch by the target's clock. The two differ where it is told how long
 * it lives: that begins somewhere between the request and the answer.
 */
export interface Expiry {
  /** Until then it is good. */
  readonly earliestMs: number;
  /** From then on it is not. */
  readonly latestMs: number;
}

/** When the token of a role expires that an exchange gave. */
export type ExpiryOf = (role: string, exchange: Exchange, clockAheadMs: number) => Expiry | undefined;

/** An expiry that is told as an instant. */
export function expiringAt(epochMilliseconds: number): Expiry {
  return { earliestMs: epochMilliseconds, latestMs: epochMilliseconds };
}

/** The expiry of what lives so many milliseconds from an answer on, whenever the target made it. */
export function expiringAfter(
  { startedAt, durationMs }: Pick<Exchange, "startedAt" | "durationMs">,
  lifetimeMs: number,
  clockAheadMs: number,
): Expiry {
  const earliestMs = startedAt + clockAheadMs + lifetimeMs;
  return { earliestMs, latestMs: earliestMs + durationMs };
}

/** The expiry that came with the token. */
const toldExpiry: ExpiryOf = (_, { taken: { expiresAt } }) =>
  typeof expiresAt === "number" ? expiringAt(expiresAt) : undefined;

/** Answers come in so long before an expiry, at least, that the expiry cannot have had a part in them. */
const MARGIN_MS = 300;

/** What is known of a check whose uses of tokens are looked at. */
export interface Lateness {
  /** The roles of tokens. */
  readonly tokenRoles: readonly string[];
  /** The expiries that the check waited for, and since when they were over: what it does with a token then is meant. */
  readonly awaited: ReadonlyMap<number, number>;
  /** Ends of tokens that the check knows otherwise than by the answer that gave them. */
  readonly noted?: ReadonlyMap<unknown, number>;
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
  {
    tokenRoles,
    awaited,
    noted = new Map(),
    given,
    expiryOf = toldExpiry,
    roundedByMs = 0,
    originOf = () => undefined,
  }: Lateness,
): readonly Exchange[] {
  const { clockAheadMs, leewayMs } = given;
  const expiries = new Map<unknown, Expiry>();
  for (const exchange of exchanges) {
    for (const role of tokenRoles) {
      const expiry = exchange.taken[role] === undefined ? undefined : expiryOf(role, exchange, clockAheadMs);
      // An expiry that was over when it was told is a fault, and no excuse; in its last second one is told as 0 seconds.
      if (expiry !== undefined && expiry.earliestMs + roundedByMs > exchange.startedAt + clockAheadMs) {
        expiries.set(exchange.taken[role], expiry);
      }
    }
  }
  const margin = MARGIN_MS + (clockAheadMs === 0 ? 0 : 500);
  const isMeant = ({ startedAt }: Exchange, { latestMs }: Expiry) =>
    startedAt >= (awaited.get(latestMs) ?? Number.POSITIVE_INFINITY) && startedAt + clockAheadMs >= latestMs + leewayMs;
  const isBehind = ({ startedAt, durationMs }: Exchange, { earliestMs }: Expiry, by: number) =>
    startedAt + durationMs + clockAheadMs > earliestMs - by;
  return exchanges.filter((exchange) =>
    tokenRoles.some((role) => {
      const token = exchange.sent[role];
      const told = expiries.get(token) ?? expiries.get(originOf(token));
      const end = noted.get(token);
      const known = end === undefined ? undefined : expiringAt(end);
      // With one end that was waited for a token is dead, whatever others it has.
      if ([told, known].some((each) => each !== undefined && isMeant(exchange, each))) return false;
      return (
        (told !== undefined && isBehind(exchange, told, margin + roundedByMs)) ||
        (known !== undefined && isBehind(exchange, known, margin))
      );
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
