import { bodyLimit } from "hono/body-limit";
import type { Env } from "../env.ts";
import type { Handler, Handlers, Operation, Operations } from "./operation.ts";
import { type RenderProblem, RequestProblem, renderProblem } from "./problem.ts";
import { readInput } from "./request.ts";
import { renderOutcome } from "./response.ts";
import { createService, type Service } from "./service.ts";

/** What is known of a request besides its own text. */
interface Circumstances {
  readonly arrivedAt: number;
  readonly address: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Serves one operation: a request in, its response out. */
type Endpoint = (request: Request, circumstances: Circumstances) => Promise<Response>;

/** How a table is served. */
export interface ServiceOptions {
  /** Bytes that a body may have; a longer one is 413. */
  readonly bodyLimit: number;
  /** How problems are told; as problem details if left out. */
  readonly render?: RenderProblem;
  /** Headers of the answer to a request for an operation that is refused when it is read; none if left out. */
  readonly headersOfRefusal?: (operation: Operation, request: Request) => Promise<Record<string, string>>;
  /** Looks at each request before it is read, and throws a `RequestProblem` to refuse it. */
  readonly guard?: (request: Request) => void;
}

/**
 * Serves a generated `operations` table: validates each request before its handler runs and each response afterwards.
 *
 * A method that a path does not declare is 405 with `Allow`; that includes HEAD, so a handler runs for no method but its
 * own.
 */
export function implement<Table extends Operations>(
  operations: Table,
  handlers: Handlers<Table>,
  env: Env,
  options: ServiceOptions,
): Service {
  const { bodyLimit: maxSize, render = renderProblem, guard = () => {} } = options;
  const paths = new Map<string, Map<string, Endpoint>>();
  for (const id in operations) {
    const { path, method, endpoint } = createRoute(operations[id], handlers[id], env, options);
    paths.set(path, (paths.get(path) ?? new Map<string, Endpoint>()).set(method, endpoint));
  }

  const service = createService(env, render);
  const onError = () => render(413, `A body holds at most ${maxSize} bytes.`);
  service.use((c, next) => {
    guard(c.req.raw);
    return next();
  });
  for (const [path, endpoints] of paths) {
    service.all(path, bodyLimit({ maxSize, onError }), (c) => {
      const endpoint = endpoints.get(c.req.method);
      const { arrivedAt = env.arrivals.now(), address = "" } = c.env ?? {};
      if (endpoint !== undefined) return endpoint(c.req.raw, { arrivedAt, address, params: c.req.param() });
      return render(405, "This path takes another method.", { allow: [...endpoints.keys()].join(", ") });
    });
  }
  return service;
}

function createRoute<O extends Operation>(
  operation: O,
  handler: Handler<O>,
  env: Env,
  { render = renderProblem, headersOfRefusal = async () => ({}) }: ServiceOptions,
) {
  const { method } = operation;
  const path = operation.path.replace(/\{(\w+)\}/g, ":$1");
  const endpoint: Endpoint = async (request, { params, ...circumstances }) => {
    try {
      const input = { ...(await readInput(operation, request, env.bearer, params)), ...circumstances };
      return renderOutcome(operation, await handler(input));
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error;
      return render(error.status, error.message, await headersOfRefusal(operation, request));
    }
  };
  return { path, method, endpoint };
}
