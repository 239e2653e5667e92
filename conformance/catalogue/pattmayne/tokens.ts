import { type ExpiryOf, expiringAfter, expiringAt } from "../../engine/lateness.ts";
import type { Session } from "../../engine/session.ts";
import { expiryInJwt } from "../../kit/jwt.ts";
import { isNumber } from "../../kit/prepared.ts";
import { cookiesSet } from "../../kit/set-cookies.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Target } from "../../model/target.ts";

type Lifetimes = Pick<Target, "lifetimes">;

/** A login that checks share has lived no longer than this part of its token's life. */
const STILL_YOUNG = 0.4;
/** Where nothing tells how long signed tokens live, they are taken to live this long, in milliseconds. */
const SUPPOSED_LIFETIME_MS = 60_000;

/**
 * When the signed token of an answer expires, in milliseconds since the epoch by the target's clock: as it says itself,
 * or else as the target file does.
 */
export function expiryOf(session: Pick<Session, "expiryOf">, exchange: Exchange, { lifetimes }: Lifetimes): number {
  const told = expiryInJwt(exchange.taken["accessToken"]);
  return told ?? session.expiryOf(exchange, lifetimes.accessMs ?? Number.NaN);
}

/** Whether the better part of the life of an answer's signed token is ahead. */
export function isYoungAt(session: Session, exchange: Exchange, target: Lifetimes): boolean {
  const expiry = expiryOf(session, exchange, target);
  const lived = session.now() - exchange.startedAt;
  return lived < STILL_YOUNG * (Number.isNaN(expiry) ? SUPPOSED_LIFETIME_MS : lived + session.left(expiry));
}

/** When the tokens of an answer expire, for whoever has to know whether they came too late. */
export function expiriesOf({ lifetimes }: Lifetimes): ExpiryOf {
  return (role, exchange, clockAheadMs) => {
    const { taken } = exchange;
    const isAccess = role === "accessToken";
    const told = isAccess
      ? expiryInJwt(taken[role])
      : isNumber(taken["expiresAt"])
        ? 1000 * taken["expiresAt"]
        : undefined;
    if (told !== undefined) return expiringAt(told);
    const lifetime = isAccess ? lifetimes.accessMs : lifetimes.refreshMs;
    return lifetime === undefined ? undefined : expiringAfter(exchange, lifetime, clockAheadMs);
  };
}

/** For how many milliseconds browsers keep a token that an answer sets as a cookie, if it says so. */
export function keptFor(token: unknown, exchange: Exchange): number | undefined {
  const seconds = Number(
    cookiesSet(exchange)
      .find(({ value }) => value === token)
      ?.attributes.get("max-age"),
  );
  return seconds > 0 ? 1000 * seconds : undefined;
}
