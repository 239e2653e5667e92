import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { listen } from "./servers.ts";

/** What came in, with its body read. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly json: Record<string, unknown>;
  readonly form: URLSearchParams;
  readonly cookies: Readonly<Record<string, string>>;
}

/** What goes out. */
export interface Outgoing {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

/** Sessions of alice, whatever the wire: each has an access and a refresh token, and a refresh replaces both. */
export function createSessions() {
  const alive = new Map<string, string>();
  const begin = () => {
    const [access, refresh] = [randomBytes(18).toString("hex"), randomBytes(18).toString("hex")];
    alive.set(access, refresh);
    return { access, refresh };
  };
  const isAlive = (access: unknown) => typeof access === "string" && alive.has(access);
  const accessOf = (refresh: unknown) => [...alive].find(([, own]) => own === refresh)?.[0];
  return {
    login: (username: unknown, password: unknown) =>
      username === "alice" && password === "hunter22-hunter22" ? begin() : undefined,
    isAlive,
    refresh(token: unknown) {
      const access = accessOf(token);
      return access !== undefined && alive.delete(access) ? begin() : undefined;
    },
    end: (access: unknown) => isAlive(access) && alive.delete(String(access)),
    endBy: (refresh: unknown) => alive.delete(accessOf(refresh) ?? ""),
  };
}

/** A server on a free port that answers by a table of `METHOD /path`, and 404 elsewhere; `asked` is what came in. */
export async function tableServer(table: Readonly<Record<string, (incoming: Incoming) => Outgoing>>) {
  const asked: Incoming[] = [];
  const server = createServer(async (request, response) => {
    const incoming = parsed(request, await text(request));
    asked.push(incoming);
    const nothing: Outgoing = { status: 404, body: { error: "none" } };
    const { status, body, headers = {} } = table[`${incoming.method} ${incoming.path}`]?.(incoming) ?? nothing;
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body === undefined ? "" : JSON.stringify(body));
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, asked };
}

function parsed({ method = "", url = "", headers }: IncomingMessage, body: string): Incoming {
  const isJson = headers["content-type"]?.includes("json");
  const cookies = (headers.cookie ?? "").split("; ").map((pair) => pair.split("=", 2));
  return {
    method,
    path: url,
    headers,
    json: isJson && body !== "" ? JSON.parse(body) : {},
    form: new URLSearchParams(isJson ? "" : body),
    cookies: Object.fromEntries(cookies),
  };
}
