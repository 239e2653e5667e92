import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Env } from "../env.ts";

/**
 * Dates each response by the server's clock, the one that its expiries are set by, and logs one line for it.
 *
 * The line has the route that matched and not the URL, so that nothing a client sent is in it.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110.html#section-6.6.1 RFC 9110 - Date}
 */
export function recordExchange(env: Env): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    c.res.headers.set("date", new Date(env.clock.now()).toUTCString());
    const ms = Math.round(performance.now() - startedAt);
    env.log.info({ method: c.req.method, route: routePath(c, -1), status: c.res.status, ms }, "request");
  };
}
