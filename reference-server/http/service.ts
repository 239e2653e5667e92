import { Hono } from "hono";
import type { Env } from "../env.ts";
import { recordExchange } from "./exchange.ts";
import { type RenderProblem, RequestProblem, renderProblem } from "./problem.ts";
import { limitRate } from "./rate-limit.ts";

/** What a service is told besides the request. */
export interface Context {
  /** `path`: as the request line spells it; without it, the one of the request's URL. `address`: the client's. `arrivedAt`: when it arrived. */
  Bindings: { path?: string; address?: string; arrivedAt?: number };
}

/** What answers the requests of one listener. */
export type Service = Hono<Context>;

/**
 * Creates a service without routes. It keeps to the rate limit, routes by exact path, answers 404 where nothing is served,
 * and turns whatever is refused into a problem. What a route fails at otherwise is 500, and logged.
 *
 * @param render how problems are told
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5 RFC 9110 - Client Error 4xx}
 */
export function createService(env: Env, render: RenderProblem = renderProblem): Service {
  const service = new Hono<Context>({ getPath: (request, known) => known?.env?.path ?? new URL(request.url).pathname });
  service.use(recordExchange(env));
  service.use(limitRate(env, render));
  service.use(async (c, next) => {
    // Two Host fields come joined by a comma. RFC 9112 §3.2 wants 400 for them, and Node's parser takes the first.
    if (c.req.header("host")?.includes(",")) throw new RequestProblem(400, "The request has more than one Host.");
    await next();
  });
  service.notFound(() => render(404, "Nothing is served at this path."));
  service.onError((error, c) => {
    if (error instanceof RequestProblem) return render(error.status, error.message);
    if (c.req.raw.signal.aborted) return render(400, "The request ended early.");
    env.log.error({ fault: error.stack }, "a fault of this server");
    return render(500, "The server is at fault; its log says why.");
  });
  return service;
}
