import { z } from "zod";
import { sendsBearer } from "./bearer.ts";
import { readCookies } from "./cookies.ts";
import type { BodyOf, Input, Operation } from "./operation.ts";
import { RequestProblem } from "./problem.ts";

/**
 * Reads and validates what a request carries, against its operation's schemas. Unknown members are dropped.
 *
 * @param params what stands in the path's parts, by their names
 * @param bearer how the access token is found; asked only where the operation takes one
 * @throws RequestProblem 400 for a bad query, malformed JSON or invalid UTF-8, 415 for a body of another media type,
 * 422 for well-formed JSON of a wrong shape
 */
export async function readInput<O extends Operation>(
  operation: O,
  request: Request,
  bearer: (request: Request) => string | undefined,
  params: Readonly<Record<string, string>> = {},
): Promise<Omit<Input<O>, "arrivedAt" | "address">> {
  return {
    params: validateParams<O>(operation, params),
    query: validate<O["query"]>(operation.query, readQuery(request.url), 400, "query"),
    cookies: validate<O["cookies"]>(operation.cookies, readCookies(request), 400, "cookies"),
    body: await readBody<O["body"]>(operation.body, request),
    bearer: operation.security.includes("BearerAuth") ? bearer(request) : undefined,
    bearerSent: sendsBearer(request),
  };
}

function validateParams<O extends Operation>(operation: O, params: unknown): Input<O>["params"];
function validateParams({ params: schema }: Operation, params: unknown): unknown {
  return schema === undefined ? {} : validate(schema, params, 400, "path");
}

/** A parameter given twice stays a list, which the schema of a single value refuses. */
function readQuery(url: string): Record<string, string | string[]> {
  const { searchParams } = new URL(url);
  const entries = [...new Set(searchParams.keys())].map((name) => {
    const [first = "", ...others] = searchParams.getAll(name);
    return [name, others.length === 0 ? first : [first, ...others]] as const;
  });
  return Object.fromEntries(entries);
}

async function readBody<S extends z.ZodType | null>(schema: S, request: Request): Promise<BodyOf<S>>;
async function readBody(schema: z.ZodType | null, request: Request): Promise<unknown> {
  return schema === null ? undefined : validate(schema, await readJson(request), 422, "body");
}

async function readJson(request: Request): Promise<unknown> {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") throw new RequestProblem(415, "The body must be application/json.");
  const bytes = await request.arrayBuffer();
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new RequestProblem(400, "The body must be JSON in UTF-8.");
  }
}

function validate<S extends z.ZodType>(schema: S, value: unknown, status: 400 | 422, part: string): z.output<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw new RequestProblem(status, `The ${part} does not have the shape that the operation requires.`);
}
