import { type Expiry, type ExpiryOf, expiringAfter, expiringAt } from "../../engine/lateness.ts";
import { expiryInJwt } from "../../kit/jwt.ts";
import { isNumber } from "../../kit/prepared.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Target } from "../../model/target.ts";

/** The tokens of a session. */
export type Kind = "access" | "refresh";

/**
 * How long a token of an answer lives, in milliseconds, as the answer or the token itself tells: where it tells when it
 * ends, at most, from the request on, or at least, from the answer on.
 */
export function toldLifetime(
  kind: Kind,
  { taken, startedAt, durationMs }: Exchange,
  bound: "most" | "least" = "most",
): number | undefined {
  const told = taken[`${kind}ExpiresIn`];
  if (isNumber(told)) return told * 1000;
  const expiry = expiryInJwt(taken[`${kind}Token`]);
  return expiry === undefined ? undefined : expiry - startedAt - (bound === "least" ? durationMs : 0);
}

/** How long a token of an answer lives, in milliseconds, as far as anything tells: the wire, the file, the token. */
export function lifetimeOf(
  kind: Kind,
  exchange: Exchange,
  { lifetimes }: Pick<Target, "lifetimes">,
): number | undefined {
  const { taken, startedAt, durationMs } = exchange;
  const expiry = expiryInJwt(taken[`${kind}Token`]);
  return countedLifetime(kind, exchange, lifetimes) ?? (expiry && expiry - startedAt - durationMs);
}

/** When a token of an answer expires, by the target's clock, as far as anything tells. */
export function expiryOf(
  kind: Kind,
  exchange: Exchange,
  { lifetimes }: Pick<Target, "lifetimes">,
  clockAheadMs: number,
): Expiry | undefined {
  const lifetime = countedLifetime(kind, exchange, lifetimes);
  if (lifetime !== undefined) return expiringAfter(exchange, lifetime, clockAheadMs);
  const expiry = expiryInJwt(exchange.taken[`${kind}Token`]);
  return expiry === undefined ? undefined : expiringAt(expiry);
}

/** How long a token lives that says itself nothing of it: as its answer says, or else the file. */
function countedLifetime(kind: Kind, { taken }: Exchange, lifetimes: Target["lifetimes"]): number | undefined {
  const told = taken[`${kind}ExpiresIn`];
  return isNumber(told) ? told * 1000 : lifetimes[`${kind}Ms`];
}

/** When the tokens of a target expire, for whoever has to know whether they came too late. */
export function expiriesOf(target: Target): ExpiryOf {
  return (role, exchange, clockAheadMs) =>
    expiryOf(role === "accessToken" ? "access" : "refresh", exchange, target, clockAheadMs);
}

/** @throws CannotTest where an answer does not tell how long a token of it lives */
export function needTold(kind: Kind, exchange: Exchange): void {
  if (exchange.outcome === "success" && toldLifetime(kind, exchange) === undefined) {
    throw new CannotTest(`no answer tells how long ${kind} tokens live (take.${kind}ExpiresIn in the wire)`);
  }
}
