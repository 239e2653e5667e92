import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Env } from "../env.ts";
import { recordExchange } from "./exchange.ts";
import type { Handler, Handlers, Operation, Operations } from "./operation.ts";
import { RequestProblem, renderProblem } from "./problem.ts";
import { readInput } from "./request.ts";
import { renderOutcome } from "./response.ts";

/** What routing is told besides the request. */
export interface Context {
  /** `path`: the path as the request line spells it; without it, the one of the request's URL. */
  Bindings: { path?: string };
}

/** Serves one operation: a request in, its response out. */
type Endpoint = (request: Request) => Promise<Response>;

/**
 * Serves a generated `operations` table: routes by exact path, validates each request before its handler runs and each
 * response afterwards, and turns whatever is refused into a problem.
 *
 * An unknown path is 404. A method that the path does not declare is 405 with `Allow`; that includes HEAD, so a handler
 * runs for no method but its own. What a handler or a schema fails at is 500, and logged.
 *
 * @param options `bodyLimit` in bytes; a longer body is 413
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5 RFC 9110 - Client Error 4xx}
 */
export function implement<Table extends Operations>(
  operations: Table,
  handlers: Handlers<Table>,
  env: Env,
  options: { readonly bodyLimit: number },
): Hono<Context> {
  const paths = new Map<string, Map<string, Endpoint>>();
  for (const id in operations) {
    const { path, method, endpoint } = createRoute(operations[id], handlers[id], env);
    paths.set(path, (paths.get(path) ?? new Map<string, Endpoint>()).set(method, endpoint));
  }

  const app = new Hono<Context>({ getPath: (request, known) => known?.env?.path ?? new URL(request.url).pathname });
  const tooLong = () => renderProblem(413, `A body holds at most ${options.bodyLimit} bytes.`);
  app.use(recordExchange(env));
  app.use(async (c, next) => {
    // Two Host fields come joined by a comma. RFC 9112 §3.2 wants 400 for them, and Node's parser takes the first.
    if (c.req.header("host")?.includes(",")) throw new RequestProblem(400, "The request has more than one Host.");
    await next();
  });
  for (const [path, endpoints] of paths) {
    app.all(path, bodyLimit({ maxSize: options.bodyLimit, onError: tooLong }), (c) => {
      const endpoint = endpoints.get(c.req.method);
      if (endpoint !== undefined) return endpoint(c.req.raw);
      return renderProblem(405, "This path takes another method.", { allow: [...endpoints.keys()].join(", ") });
    });
  }
  app.notFound(() => renderProblem(404, "Nothing is served at this path."));
  app.onError((error, c) => {
    if (error instanceof RequestProblem) return renderProblem(error.status, error.message);
    if (c.req.raw.signal.aborted) return renderProblem(400, "The request ended early.");
    env.log.error({ fault: error.stack }, "a fault of this server");
    return renderProblem(500, "The server is at fault; its log says why.");
  });
  return app;
}

function createRoute<O extends Operation>(operation: O, handler: Handler<O>, env: Env) {
  const { path, method } = operation;
  const endpoint: Endpoint = async (request) => {
    const input = await readInput(operation, request, env.bearer);
    return renderOutcome(operation, await handler(input));
  };
  return { path, method, endpoint };
}
