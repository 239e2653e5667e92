import type { ExpiryOf } from "../../engine/lateness.ts";
import { expiryInJwt } from "../../kit/jwt.ts";
import { isNumber } from "../../kit/prepared.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Target } from "../../model/target.ts";

/** The tokens of a session. */
export type Kind = "access" | "refresh";

/** How long a token of an answer lives, in milliseconds from then on, as the answer or the token itself tells. */
export function toldLifetime(kind: Kind, { taken, startedAt }: Exchange): number | undefined {
  const told = taken[`${kind}ExpiresIn`];
  if (isNumber(told)) return told * 1000;
  const expiry = expiryInJwt(taken[`${kind}Token`]);
  return expiry === undefined ? undefined : expiry - startedAt;
}

/** How long a token of an answer lives, in milliseconds, as far as anything tells: the wire, the file, the token. */
export function lifetimeOf(
  kind: Kind,
  exchange: Exchange,
  { lifetimes }: Pick<Target, "lifetimes">,
): number | undefined {
  const { taken, startedAt, durationMs } = exchange;
  const told = taken[`${kind}ExpiresIn`];
  if (isNumber(told)) return told * 1000;
  const expiry = expiryInJwt(taken[`${kind}Token`]);
  return lifetimes[`${kind}Ms`] ?? (expiry && expiry - startedAt - durationMs);
}

/** When the tokens of a target expire, for whoever has to know whether they came too late. */
export function expiriesOf(target: Target): ExpiryOf {
  return (role, exchange, clockAheadMs) => {
    const lifetime = lifetimeOf(role === "accessToken" ? "access" : "refresh", exchange, target);
    return lifetime === undefined ? undefined : exchange.startedAt + exchange.durationMs + clockAheadMs + lifetime;
  };
}

/** @throws CannotTest where an answer does not tell how long a token of it lives */
export function needTold(kind: Kind, exchange: Exchange): void {
  if (exchange.outcome === "success" && toldLifetime(kind, exchange) === undefined) {
    throw new CannotTest(`no answer tells how long ${kind} tokens live (take.${kind}ExpiresIn in the wire)`);
  }
}
