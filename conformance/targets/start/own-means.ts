import type { Need } from "../../model/check.ts";
import type { Hook, Target } from "../../model/target.ts";

/** Seconds that tokens live in the profile that the contract makes possible: not too short for a busy machine. */
const SHORT = { AUTHMARK_ACCESS_TTL: "5", AUTHMARK_REFRESH_TTL: "10" };

/** What the checks of expiries need. */
export const EXPIRIES: readonly Need[] = ["short-access-lifetime", "short-refresh-lifetime"];

/**
 * A target with what the suite can do by itself for one that it starts: restart it; start it once more with short
 * lifetimes, by the contract, unless the target file says something of them; and start it with a clock that is moved.
 * Where a hook sets the clock, that is one more way in which any target can be tested.
 */
export function withOwnMeans(given: Target): Target {
  const { start, profiles = [], lifetimes } = given;
  const target = start ? { ...given, hooks: { restart: NOT_STARTED, ...given.hooks } } : given;
  const saysLifetimes = profiles.length > 0 || lifetimes.accessMs !== undefined || lifetimes.refreshMs !== undefined;
  const shortLived: Target[] =
    start && !saysLifetimes
      ? [{ ...target, start: { ...start, env: { ...SHORT, ...start.env } }, profile: "short-lived", meets: EXPIRIES }]
      : [];
  const movedClock: Target[] = hasClock(target)
    ? [{ ...target, profile: "moved-clock", meets: EXPIRIES, movesClock: true }]
    : [];
  const restartable = profiles.map((profile) => (profile.start ? { ...profile, hooks: target.hooks ?? {} } : profile));
  const all = [...restartable, ...shortLived, ...movedClock];
  return all.length > 0 ? { ...target, profiles: all } : target;
}

/** Whether there may be a way to move the target's clock. */
function hasClock({ start, hooks = {}, clockRequest }: Target): boolean {
  return hooks.clock !== undefined || clockRequest !== undefined || start?.lendsClock === true;
}

/** Stands for the restart until there is something to restart. */
export const NOT_STARTED: Hook = () => Promise.reject(new Error("The target has not been started."));
