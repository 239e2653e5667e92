import type { Exchange } from "../../model/exchange.ts";
import type { ObservedPolicy } from "../../model/policy.ts";
import { REFUSED } from "./outcomes.ts";

/** Exchanges by what they show. */
export type Seen = Readonly<Partial<Record<string, Exchange>>>;

/** Whether a token was good for something; undefined where that was not asked, or the answer is neither. */
function isGood(exchange: Exchange | undefined): boolean | undefined {
  if (exchange?.outcome === "success") return true;
  return exchange !== undefined && REFUSED.some((outcome) => outcome === exchange.outcome) ? false : undefined;
}

/** What a logout ended: of its own session, and of another of the same user; both were good until then. */
export function afterLogout({ before, otherBefore, logout, access, refresh, other }: Seen): ObservedPolicy {
  if (!isGood(before) || !isGood(logout)) return {};
  const uses = isGood(access);
  // A logout that leaves the refresh token alive is none that could be declared.
  const isOver = refresh === undefined ? uses === false : isGood(refresh) === false;
  const goesOn = isGood(otherBefore) ? isGood(other) : undefined;
  return {
    ...(isOver && uses !== undefined && { logoutRevokes: uses ? "refresh" : "refresh+access" }),
    ...(isOver && goesOn !== undefined && { logoutScope: goesOn ? "session" : "user" }),
  };
}

/** What a refresh did to an access token that was good until then. */
export function afterRefresh({ before, access }: Seen): ObservedPolicy {
  const lives = isGood(access);
  return isGood(before) && lives !== undefined ? { oldAccess: lives ? "lives" : "dies" } : {};
}

/**
 * What a refresh token is good for that was spent before.
 *
 * @param seen `again` is its second use, and `late` its third, when its successor had been used; `use` and `refresh` are
 *   the newest tokens of the session, after that
 * @param successor the refresh token that its first use gave
 */
export function afterReuse({ again, late, use, refresh }: Seen, successor?: string): ObservedPolicy {
  const repeats = isGood(again);
  if (repeats === undefined) return {};
  const lostResponse = repeats ? "recovers" : "ends";
  const tooLate = repeats ? isGood(late) : false;
  if (tooLate === undefined) return { lostResponse };
  if (tooLate) return { lostResponse, reuse: "grace" };
  const isSame = again?.taken["refreshToken"] === successor;
  const reuse = repeats ? (isSame ? "same-successor" : "until-successor-used") : "reject";
  return { lostResponse, reuse, ...revoked(isGood(use), isGood(refresh)) };
}

/** What of a session was good after a reuse that was refused. */
function revoked(uses: boolean | undefined, refreshes: boolean | undefined): ObservedPolicy {
  if (uses === undefined || refreshes === undefined) return {};
  if (refreshes) return uses ? { reuseRevokes: "none" } : {};
  return { reuseRevokes: uses ? "refresh" : "refresh+access" };
}

/** An answer, and how long its refresh token lives from then on, in milliseconds. */
interface Told {
  readonly exchange: Exchange;
  readonly lifetimeMs: number | undefined;
}

/** Lifetimes are told in whole seconds. */
const ROUNDED_BY_MS = 500;

/** Whether a refresh token that replaces another expires later, by what both answers tell. */
export function sliding(one: Told, next: Told): ObservedPolicy {
  if (one.lifetimeMs === undefined || next.lifetimeMs === undefined) return {};
  const apart = endOf(next.exchange) - endOf(one.exchange);
  if (apart < 2 * ROUNDED_BY_MS) return {};
  const later = apart + next.lifetimeMs - one.lifetimeMs;
  return { refreshLifetime: later > ROUNDED_BY_MS ? "sliding" : "absolute" };
}

function endOf({ startedAt, durationMs }: Exchange): number {
  return startedAt + durationMs;
}
