import type { ZodError } from "zod";
import { renderCookie } from "./cookies.ts";
import type { Cookie, Operation, Outcome } from "./operation.ts";

/**
 * Renders what a handler answered, after holding it to the response that the operation declares for its status.
 * Members that are not declared do not leave the server.
 *
 * @throws Error where the status is not declared, or a header or the body has another shape: a bug of this server
 */
export function renderOutcome<O extends Operation>(operation: O, outcome: Outcome<O>): Response {
  const { status } = outcome;
  const sent: Readonly<Record<string, string | undefined>> = outcome.headers ?? {};
  const declared = operation.responses[status] ?? operation.responses[`${Math.floor(status / 100)}XX`];
  if (declared === undefined) throw new Error(`${operation.path} declares no response with status ${status}`);
  const headers = new Headers();
  if (declared.contentType !== null) headers.set("content-type", declared.contentType);
  for (const [name, schema] of Object.entries(declared.headers)) {
    const header = schema.safeParse(sent[name]);
    if (!header.success) throw new Error(`${operation.path} declares another ${name} for status ${status}`);
    if (header.data !== undefined) headers.set(name, header.data);
  }
  for (const [name, cookie] of Object.entries<Cookie | undefined>(outcome.cookies ?? {})) {
    if (cookie === undefined) continue;
    const known = operation.setsCookies.includes(name) || operation.maySetCookies?.includes(name);
    if (!known) throw new Error(`${operation.path} does not set the cookie ${name}`);
    headers.append("set-cookie", renderCookie(name, cookie));
  }
  if (declared.body === null) return new Response(null, { status, headers });
  const body = declared.body.safeParse(outcome.body);
  if (!body.success)
    throw new Error(`${operation.path} declares another body for status ${status}: ${whereOf(body.error)}`);
  return new Response(JSON.stringify(body.data), { status, headers });
}

/** Where a value is wrong, and not the value, which may be a secret. */
function whereOf(error: ZodError): string {
  return error.issues.map(({ path, code }) => `${code} at /${path.join("/")}`).join(", ");
}
