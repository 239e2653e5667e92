import { expiryInJwt } from "../../kit/jwt.ts";
import { isNumber } from "../../kit/prepared.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";

/** The tokens of a session. */
export type Kind = "access" | "refresh";

/** How long a token of an answer lives, in milliseconds from then on, as the answer or the token itself tells. */
export function toldLifetime(kind: Kind, { taken, startedAt }: Exchange): number | undefined {
  const told = taken[`${kind}ExpiresIn`];
  if (isNumber(told)) return told * 1000;
  const expiry = expiryInJwt(taken[`${kind}Token`]);
  return expiry === undefined ? undefined : expiry - startedAt;
}

/** @throws CannotTest where an answer does not tell how long a token of it lives */
export function needTold(kind: Kind, exchange: Exchange): void {
  if (exchange.outcome === "success" && toldLifetime(kind, exchange) === undefined) {
    throw new CannotTest(`no answer tells how long ${kind} tokens live (take.${kind}ExpiresIn in the wire)`);
  }
}
