import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Running, type Seams, serve } from "./app.ts";
import { type Config, defaults, protocolNames } from "./config.ts";

const config: Config = {
  ...defaults,
  protocols: ["hmail"],
  port: 0,
  log: "silent",
  argon2: { memory: 8, passes: 1 },
  accounts: [{ username: "alice", password: "correct horse" }],
};

const running: Running[] = [];
afterEach(() => Promise.all(running.splice(0).map((server) => server.close())));

async function start(seams?: Seams): Promise<string> {
  const server = await serve(config, seams);
  running.push(server);
  return server.listeners[0]?.url ?? "";
}

const credentials = { username: "alice", password: "correct horse" };
const Issued = z.object({ Success: z.object({ token: z.string(), expires_at: z.int() }) });

async function post(url: string, body: unknown): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  return (await fetch(url, { method: "POST", body: JSON.stringify(body), headers })).json();
}

async function signIn(url: string): Promise<{ refresh: string; access: string }> {
  const refresh = Issued.parse(await post(`${url}/auth/authenticate`, credentials)).Success.token;
  const access = Issued.parse(await post(`${url}/auth/refresh_access`, { refresh_token: refresh })).Success.token;
  return { refresh, access };
}

const checkAuth = async (url: string, authorization: string) =>
  (await fetch(`${url}/auth/check_auth`, { headers: { authorization } })).json();

describe("a server", () => {
  it("trades a password for a refresh token, that for an access token, and that for data", async () => {
    const url = await start();
    const { access } = await signIn(url);
    expect(await checkAuth(url, `Bearer ${access}`)).toEqual({ Success: { username: "alice" } });
    expect(await post(`${url}/auth/authenticate`, { ...credentials, password: "wrong" })).toBe("Failure");
    expect(await checkAuth(url, "Bearer wrong")).toBe("Unauthorized");
  });

  it("says where it listens, for each role", async () => {
    const server = await serve(config);
    running.push(server);
    const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(server.listeners).toEqual([{ protocol: "hmail", role: "server", url }]);
  });

  it.each([64, 1_024, 16_384])("refuses a body of %i KiB and more, and serves the next request", async (kib) => {
    const url = await start();
    const body = `{"username": "${"a".repeat(kib * 1_024)}"}`;
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/auth/authenticate`, { method: "POST", body, headers });
    expect(response.status).toBe(413);
    expect(await post(`${url}/auth/authenticate`, credentials)).toHaveProperty("Success");
  });

  it("closes once, however often it is told to", async () => {
    const server = await serve(config);
    await Promise.all([server.close(), server.close()]);
  });

  it("keeps accounts and tokens in its file over a restart", async () => {
    const directory = await mkdtemp(join(tmpdir(), "authmark-"));
    const store = join(directory, "a.db");
    const first = await serve({ ...config, store });
    const { refresh, access } = await signIn(first.listeners[0]?.url ?? "");
    await first.close();
    const second = await serve({ ...config, store, accounts: [] });
    running.push(second);
    const url = second.listeners[0]?.url ?? "";
    expect(await checkAuth(url, `Bearer ${access}`)).toEqual({ Success: { username: "alice" } });
    expect(await post(`${url}/auth/refresh_access`, { refresh_token: refresh })).toHaveProperty("Success");
    expect(await post(`${url}/auth/authenticate`, credentials)).toHaveProperty("Success");
    await rm(directory, { recursive: true });
  });
});

describe("a port for plain HTTP beside TLS", async () => {
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }]);
  const startBoth = async (seams?: Seams) => {
    const server = await serve({ ...config, tls: { cert, key }, plainPort: 0 }, seams);
    running.push(server);
    return server.listeners;
  };
  const plainOf = (listeners: Running["listeners"]) => listeners.find(({ role }) => role === "plain")?.url ?? "";

  it("is listed with what it is, behind the port that speaks TLS", async () => {
    expect(await startBoth()).toEqual([
      { protocol: "hmail", role: "server", url: expect.stringMatching(/^https:/) },
      { protocol: "hmail", role: "plain", url: expect.stringMatching(/^http:/) },
    ]);
  });

  it("takes no credentials and no token", async () => {
    const url = plainOf(await startBoth());
    const refused = expect.objectContaining({ status: 400, detail: expect.stringContaining("use HTTPS") });
    expect(await post(`${url}/auth/authenticate`, credentials)).toEqual(refused);
    expect(await checkAuth(url, "Bearer x")).toEqual(refused);
  });

  it("is one for each protocol over HTTP, the first where it was asked to be", async () => {
    const server = await serve({ ...config, protocols: [...protocolNames], tls: { cert, key }, plainPort: 0 });
    running.push(server);
    expect(server.listeners.map(({ protocol, role }) => `${protocol} ${role}`)).toEqual([
      "hmail server",
      "hmail plain",
      "session server",
      "session cookies",
      "session plain",
      "getnative server",
      "getnative plain",
      "angen server",
      "pattmayne auth-app",
      "pattmayne client-app",
      "pattmayne plain",
    ]);
    const urls = server.listeners.filter(({ role }) => role === "plain").map(({ url }) => url);
    const answers = await Promise.all(urls.map((url) => post(`${url}/login`, credentials)));
    expect(answers).toMatchObject([
      { status: 400 },
      { error: "invalid_request" },
      [{ code: "RequestParam" }],
      { code: 400 },
    ]);
  });

  it("is left to a seam, which may serve the protocol there", async () => {
    const url = plainOf(await startBoth({ plain: (_, serve) => serve() }));
    expect(await post(`${url}/auth/authenticate`, credentials)).toHaveProperty("Success");
  });
});

describe("a seam", () => {
  it("in the environment is felt by everything that uses what it replaces", async () => {
    let now = 1_000;
    const url = await start({ env: (env) => ({ ...env, clock: { now: () => now } }) });
    const { access } = await signIn(url);
    now += defaults.accessTtl * 1_000;
    expect(await checkAuth(url, `Bearer ${access}`)).toBe("Unauthorized");
  });

  it("in the environment decides how a bearer is read", async () => {
    const bearer = (request: Request) => new URL(request.url).searchParams.get("access_token") ?? undefined;
    const url = await start({ env: (env) => ({ ...env, bearer }) });
    const { access } = await signIn(url);
    const response = await fetch(`${url}/auth/check_auth?access_token=${encodeURIComponent(access)}`);
    expect(await response.json()).toEqual({ Success: { username: "alice" } });
  });

  it("in the handlers replaces one of them", async () => {
    const checkAuth = async () => ({ status: 200, body: { Success: { username: "mallory" } } }) as const;
    const url = await start({ hmail: (handlers) => ({ ...handlers, checkAuth }) });
    expect(await (await fetch(`${url}/auth/check_auth`)).json()).toEqual({ Success: { username: "mallory" } });
  });

  it("in the rules for signed tokens, or in the handlers of GetNative, is felt there", async () => {
    const statusOf = async (seams: Seams) => {
      const server = await serve({ ...config, protocols: ["getnative"] }, seams);
      running.push(server);
      const url = server.listeners[0]?.url ?? "";
      const body = JSON.stringify({ email: "alice", password: "correct horse" });
      const headers = { "content-type": "application/json" };
      const login = await fetch(`${url}/account/login`, { method: "POST", body, headers });
      const authorization = `Bearer ${login.headers.get("gn-access-token")}`;
      return (await fetch(`${url}/account`, { headers: { authorization } })).status;
    };
    const jwtRules = { readClaims: () => undefined };
    expect([
      await statusOf({}),
      await statusOf({ env: (env) => ({ ...env, jwtRules: { ...env.jwtRules, ...jwtRules } }) }),
      await statusOf({ getnative: (handlers) => ({ ...handlers, account: async () => Promise.reject(new Error()) }) }),
    ]).toEqual([200, 401, 500]);
  });

  it("sees a request before it is routed", async () => {
    const url = await start({ request: (request) => new Request(request.url.toLowerCase(), request) });
    expect((await fetch(`${url}/AUTH/CHECK_AUTH`)).status).toBe(200);
  });

  it("changes a request's headers, and leaves exact paths exact", async () => {
    const request = (original: Request) => new Request(original, { headers: { authorization: "Bearer x" } });
    const url = new URL(await start({ request }));
    const socket = connect(Number(url.port), url.hostname);
    socket.end("GET /auth/./check_auth HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const [first] = await once(socket, "data");
    expect(String(first)).toMatch(/^HTTP\/1\.1 404 /);
  });

  it("sees a response after everything else, with its request", async () => {
    const respond = (response: Response, request: Request) => new Response(`${request.method} ${response.status}`);
    const url = await start({ respond });
    expect(await (await fetch(`${url}/nothing`)).text()).toBe("GET 404");
  });
});
