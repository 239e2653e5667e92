import type { MiddlewareHandler } from "hono";
import type { Clock, Env } from "../env.ts";
import type { RenderProblem } from "./problem.ts";
import type { Context } from "./service.ts";

/** A token bucket: how many requests may come at once, and how many it is filled up by in a second. */
export interface RateLimit {
  readonly burst: number;
  readonly perSecond: number;
}

/** How often each client may ask. */
export interface RateLimiter {
  /**
   * Counts a request.
   *
   * @param address of the client
   * @returns 0 where the client may ask; otherwise the milliseconds until it may, and the request does not count
   */
  count(address: string): number;
}

/**
 * Creates a token bucket for each address, over a clock that is asked for at each call.
 *
 * A bucket is kept as the time at which it is full again, and forgotten from then on.
 */
export function createRateLimiter(ports: () => { clock: Clock }, limit: RateLimit | "off"): RateLimiter {
  if (limit === "off") return { count: () => 0 };
  const refill = 1_000 / limit.perSecond;
  const whole = limit.burst * refill;
  /** In the order of the last request, so that who is at the front has been away for longest. */
  const fullAt = new Map<string, number>();

  return {
    count(address) {
      const now = ports().clock.now();
      for (const [other, full] of fullAt) {
        if (now < full) break;
        fullAt.delete(other);
      }
      // No bucket is emptier than empty, not even after the clock was set back.
      const full = Math.min(Math.max(fullAt.get(address) ?? now, now), now + whole);
      // The clock counts whole milliseconds; less is what fractions of a refill add up to.
      const wait = Math.round(full + refill - now - whole);
      if (wait > 0) return wait;
      fullAt.delete(address);
      fullAt.set(address, full + refill);
      return 0;
    },
  };
}

/**
 * Refuses a client that asks too often, before anything else of its request is looked at.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc6585.html#section-4 RFC 6585 - 429 Too Many Requests}
 */
export function limitRate(env: Env, render: RenderProblem): MiddlewareHandler<Context> {
  return async (c, next) => {
    const wait = env.rateLimiter.count(c.env?.address ?? "");
    if (wait === 0) return next();
    const seconds = Math.ceil(wait / 1_000);
    return render(429, `Ask again in ${seconds} s.`, { "retry-after": String(seconds) });
  };
}
