import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const constant =
  (status: number, body = "", headers: OutgoingHttpHeaders = {}): Answer =>
  (_, response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);

const TOKEN = { token: Buffer.alloc(32).toString("base64"), expires_at: 4_102_444_800_000 };
const SUCCESS = JSON.stringify({ Success: { ...TOKEN, username: "alice", hmails: [], DeliverResponse: [] } });
/** What anything that is asked in a session may be answered with. */
const SESSION = JSON.stringify({
  ...{ access_token: "a".repeat(43), refresh_token: "b".repeat(43), token_type: "Bearer" },
  ...{ expires_in: 3600, refresh_expires_in: 7200, username: "alice" },
});

/** What anything that is asked of an account may be answered with: a token that is good for ever. */
const ACCOUNT = JSON.stringify({ id: 1, email: "alice@example.com" });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const CLAIMS = { iss: "null", sub: "1", aud: "null", iat: 1_700_000_000, exp: 4_102_444_800 };
const JWT = [part({ alg: "RS256", typ: "JWT" }), part(CLAIMS), "A".repeat(342)].join(".");

/** What a browser may be given by an auth app and by a client app, whatever it asks: it is logged in, and goes on. */
const USER = JSON.stringify({ user_id: 1, username: "alice", user_role: "user", logout: true, is_valid: true });
const COOKIES = {
  "set-cookie": [
    ...[`jwt=${JWT}`, `client_jwt=${JWT}`],
    ...["refresh_token", "client_refresh_token", "client_state"].map((name) => `${name}=${"a".repeat(43)}`),
  ].map((pair) => `${pair}; Path=/; HttpOnly; Secure; SameSite=Lax`),
};
const ONWARD = `https://auth.example/login?client_id=shop&state=${"a".repeat(43)}`;

/** Servers that say one thing, or nothing, to everything; no check may pass there. */
export const nullServers: Readonly<Record<string, Answer>> = {
  "answers 404": constant(404),
  "answers 401": constant(401),
  "answers 401 with a challenge": constant(401, "", { "www-authenticate": "Bearer" }),
  "answers 403": constant(403),
  "answers 429": constant(429, "", { "retry-after": "1" }),
  "answers 500": constant(500),
  "answers {}": constant(200, "{}"),
  'answers "Unauthorized"': constant(200, '"Unauthorized"'),
  'answers "Failure"': constant(200, '"Failure"'),
  'answers "BadRequest"': constant(200, '"BadRequest"'),
  "answers a constant Success": constant(200, SUCCESS),
  "answers a constant session": constant(200, SESSION),
  "answers a constant account": constant(200, ACCOUNT, { "gn-access-token": JWT }),
  "logs every browser in": constant(200, USER, COOKIES),
  "logs every browser in, and sends it on": constant(302, "", { ...COOKIES, location: ONWARD }),
  "redirects to itself": (request, response) => response.writeHead(307, { location: request.url ?? "/" }).end(),
  "repeats the request": (request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    request.pipe(response);
  },
  "resets the connection": (request) => request.socket.resetAndDestroy(),
  "never answers": () => {},
  "logs in, and then answers 401": (request, response) =>
    constant(isLogin(request) ? 200 : 401, SUCCESS)(request, response),
  "logs in, and then never answers": (request, response) => {
    if (isLogin(request)) constant(200, SUCCESS)(request, response);
  },
};

function isLogin({ url = "" }: IncomingMessage): boolean {
  return /authenticate|login/.test(url);
}

/** Starts a server on a free port of the loopback interface. */
export async function startNullServer(answer: Answer): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
