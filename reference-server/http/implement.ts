import { bodyLimit } from "hono/body-limit";
import type { Env } from "../env.ts";
import type { Handler, Handlers, Operation, Operations } from "./operation.ts";
import { renderProblem } from "./problem.ts";
import { readInput } from "./request.ts";
import { renderOutcome } from "./response.ts";
import { createService, type Service } from "./service.ts";

/** Serves one operation: a request in, its response out. */
type Endpoint = (request: Request) => Promise<Response>;

/**
 * Serves a generated `operations` table: validates each request before its handler runs and each response afterwards.
 *
 * A method that a path does not declare is 405 with `Allow`; that includes HEAD, so a handler runs for no method but its
 * own.
 *
 * @param options `bodyLimit` in bytes; a longer body is 413
 */
export function implement<Table extends Operations>(
  operations: Table,
  handlers: Handlers<Table>,
  env: Env,
  options: { readonly bodyLimit: number },
): Service {
  const paths = new Map<string, Map<string, Endpoint>>();
  for (const id in operations) {
    const { path, method, endpoint } = createRoute(operations[id], handlers[id], env);
    paths.set(path, (paths.get(path) ?? new Map<string, Endpoint>()).set(method, endpoint));
  }

  const service = createService(env);
  const tooLong = () => renderProblem(413, `A body holds at most ${options.bodyLimit} bytes.`);
  for (const [path, endpoints] of paths) {
    service.all(path, bodyLimit({ maxSize: options.bodyLimit, onError: tooLong }), (c) => {
      const endpoint = endpoints.get(c.req.method);
      if (endpoint !== undefined) return endpoint(c.req.raw);
      return renderProblem(405, "This path takes another method.", { allow: [...endpoints.keys()].join(", ") });
    });
  }
  return service;
}

function createRoute<O extends Operation>(operation: O, handler: Handler<O>, env: Env) {
  const { path, method } = operation;
  const endpoint: Endpoint = async (request) => {
    const input = await readInput(operation, request, env.bearer);
    return renderOutcome(operation, await handler(input));
  };
  return { path, method, endpoint };
}
