import { z } from "zod";
import type { Env } from "../env.ts";
import type { Profile } from "../store/profile-port.ts";
import type { Command, Commands, Effects, Handler, Handlers } from "./command.ts";
import type { Converse, Wire } from "./connection.ts";
import type { Line } from "./framing.ts";
import { createLogins } from "./logins.ts";
import { isHttp, Malformed, messageIdOf, parseLine, validate } from "./request.ts";

/** What stands around every command. */
const Envelope = z.object({
  name: z.string(),
  command: z.record(z.string(), z.unknown()),
  message_id: z.string().optional(),
});

/** Where a request came, and whose the connection is. */
type Origin = { readonly address: string; readonly user: Profile | undefined };

/** A message, and what comes of it. */
type Answer = Effects & { readonly name: string; readonly message: unknown };

/** Serves one command: a request in its envelope in, its answer out. */
type Endpoint = (request: unknown, from: Origin) => Promise<Answer>;

/**
 * Serves a generated `commands` table: validates each request before its handler runs, and each answer afterwards. What is
 * no request, or what a handler fails at, is answered with `system/error`, and the connection goes on. An HTTP request ends
 * it: browsers can be made to send one to any port, with lines of somebody else's in it.
 */
export function implement<Table extends Commands>(table: Table, handlers: Handlers<Table>, env: Env): Converse {
  const endpoints = new Map<string, Endpoint>();
  for (const id in table) {
    const { name, endpoint } = createRoute(table[id], handlers[id]);
    endpoints.set(name, endpoint);
  }
  const logins = createLogins(
    () => env,
    (error) => logFault(error, env),
  );

  const answer = async (request: unknown, from: Origin): Promise<Answer> => {
    const { name } = validate(Envelope, request, "envelope");
    const endpoint = endpoints.get(name);
    if (endpoint === undefined) throw new Malformed("There is no such command.");
    return endpoint(request, from);
  };
  const send = async (connection: Wire, { name, message, login, closes }: Answer, id: string | undefined) => {
    if (login !== undefined) logins.logIn(connection, login);
    const user = logins.userOf(connection);
    await connection.send(`${JSON.stringify({ name, message, ...(id !== undefined && { message_id: id }) })}\n`);
    if (closes !== undefined) connection.finish();
    if (closes === "user" && user !== undefined) logins.finish(user);
  };
  const serve = async (connection: Wire, line: Line) => {
    const startedAt = performance.now();
    const user = logins.userOf(connection);
    let request: unknown;
    let outcome: Answer;
    try {
      request = parseLine(line);
      if (user !== undefined && (await logins.isOver(user))) return connection.finish();
      outcome = await answer(request, { address: connection.address, user });
    } catch (error) {
      outcome = { name: "system/error", message: { reason: reasonFor(error, env) } };
    }
    await send(connection, outcome, messageIdOf(request));
    env.log.info({ answer: outcome.name, ms: Math.round(performance.now() - startedAt) }, "command");
  };

  return (connection) => ({
    async take(line) {
      if ("text" in line && line.text === "") return;
      if (isHttp(line)) return connection.finish();
      await pace(connection, env);
      await serve(connection, line);
    },
    close: () => logins.forget(connection),
  });
}

/** Lets a client wait until it may ask. */
async function pace({ address }: Wire, { rateLimiter, timers }: Env): Promise<void> {
  for (let wait = rateLimiter.count(address); wait > 0; wait = rateLimiter.count(address))
    await new Promise<void>((resolve) => timers.after(wait, resolve));
}

function createRoute<C extends Command>({ name, request: schema, responses }: C, handler: Handler<C>) {
  const endpoint: Endpoint = async (request, from) => {
    const { command } = validate(schema, request, "request");
    const { login, closes, ...outcome }: Answer = await handler({ command, ...from });
    const declared = responses[outcome.name];
    if (declared === undefined) throw new Error(`a handler answered with ${outcome.name}, which is not declared`);
    return { ...declared.parse(outcome), ...(login && { login }), ...(closes && { closes }) };
  };
  return { name, endpoint };
}

/** What an answer says of an error; one of the server's own is logged instead. */
function reasonFor(error: unknown, env: Env): string {
  if (error instanceof Malformed) return error.message;
  logFault(error, env);
  return "The server is at fault; its log says why.";
}

/** Logs a fault of the server itself. */
export function logFault(error: unknown, { log }: Pick<Env, "log">): void {
  log.error({ fault: error instanceof Error ? error.stack : String(error) }, "a fault of this server");
}
