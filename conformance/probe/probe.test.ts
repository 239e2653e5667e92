import { describe, expect, it } from "vitest";
import { createSecrets } from "../engine/secrets.ts";
import { closeServersAfterEach, deadUrl } from "../testing/servers.ts";
import { createSessions, type Incoming, type Outgoing, tableServer } from "../testing/session-servers.ts";
import { draft, targetOf } from "./draft.ts";
import { type Probed, probe } from "./probe.ts";
import { writtenWire } from "./written-wire.ts";

closeServersAfterEach();

const credentials = { username: "alice", password: "hunter22-hunter22" };
const ENVIRONMENT = { AUTHMARK_PASSWORD: credentials.password, AUTHMARK_CLIENT_SECRET: "s3cret-s3cret" };
type Table = Readonly<Record<string, (incoming: Incoming) => Outgoing>>;

const no: Outgoing = { status: 401, body: { error: "no" } };
const bearer = ({ headers }: Incoming) => headers.authorization?.replace("Bearer ", "");
const ok = (body: unknown): Outgoing => ({ status: 200, body });

/** What is found of a server, and the wire that is written of it. */
async function probed(table: Table, otherwise: Partial<Probed> = {}) {
  const { url, asked } = await tableServer(table);
  const secrets = createSecrets();
  const found = await probe({ url, credentials, ...otherwise }, secrets);
  const text = draft({ found, username: credentials.username });
  expect(asked.length).toBeLessThanOrEqual(100);
  for (const { value } of secrets.all()) expect(text).not.toContain(value);
  return { found, asked, text, target: targetOf(text, "x.yaml", ENVIRONMENT), wire: writtenWire(found) };
}

const missing = (remarks: readonly { found: boolean; about: string }[]) =>
  remarks.filter(({ found }) => !found).map(({ about }) => about);

describe("a server is found out", () => {
  it("that speaks JSON with bearer tokens, under names of its own", async () => {
    const sessions = createSessions();
    const pair = (tokens: ReturnType<typeof sessions.login>) =>
      tokens ? ok({ accessToken: tokens.access, refreshToken: tokens.refresh, expiresIn: 300 }) : no;
    const { wire, found } = await probed({
      "POST /api/auth/login": ({ json: { email, password } }) =>
        email === undefined
          ? { status: 422, body: { detail: [{ loc: ["email"] }] } }
          : pair(sessions.login(email, password)),
      "POST /api/auth/refresh": ({ json }) => pair(sessions.refresh(json["refreshToken"])),
      "GET /api/auth/me": (incoming) => (sessions.isAlive(bearer(incoming)) ? ok({ id: 17, email: "alice" }) : no),
      "POST /api/auth/logout": (incoming) => (sessions.end(bearer(incoming)) ? { status: 204 } : no),
    });
    expect(wire.operations).toMatchObject({
      login: {
        path: "/api/auth/login",
        json: { email: "{username}", password: "{password}" },
        take: {
          accessToken: "/accessToken",
          refreshToken: "/refreshToken",
          accessExpiresIn: { at: "/expiresIn", as: "seconds" },
        },
      },
      refresh: { path: "/api/auth/refresh", json: { refreshToken: "{refreshToken}" } },
      logout: { method: "POST", path: "/api/auth/logout", headers: { authorization: "Bearer {accessToken}" } },
      session: { path: "/api/auth/me", take: { username: "/email" } },
    });
    expect(wire.operations["logout"]).not.toHaveProperty("json");
    expect(found.logout?.ended).toEqual(["access", "refresh"]);
    expect(missing(found.remarks)).toEqual(["lifetimes"]);
  });

  it("that is an authorization server with a client, by its metadata", async () => {
    const sessions = createSessions();
    const pair = (tokens: ReturnType<typeof sessions.login>) =>
      tokens
        ? ok({ access_token: tokens.access, refresh_token: tokens.refresh, expires_in: 300 })
        : { status: 400, body: { error: "invalid_grant" } };
    const table: Table = {
      "GET /.well-known/oauth-authorization-server": ({ headers: { host } }) =>
        ok({
          token_endpoint: `http://${host}/grant`,
          revocation_endpoint: `http://${host}/revoke`,
          userinfo_endpoint: `http://${host}/who`,
        }),
      "POST /grant": ({ form, headers }) => {
        if (headers.authorization !== `Basic ${btoa("app:s3cret-s3cret")}`) return no;
        const isLogin = form.get("grant_type") === "password";
        return pair(
          isLogin
            ? sessions.login(form.get("username"), form.get("password"))
            : sessions.refresh(form.get("refresh_token")),
        );
      },
      "GET /who": (incoming) => (sessions.isAlive(bearer(incoming)) ? ok({ sub: "u-17" }) : no),
      "POST /revoke": ({ form }) => (sessions.endBy(form.get("token")) ? ok({}) : ok({})),
    };
    const { wire, target, text } = await probed(table, { client: { id: "app", secret: "s3cret-s3cret" } });
    expect(wire.preset).toEqual({
      oauth: {
        token: "/grant",
        revocation: "/revoke",
        resource: "/who",
        identity: "/sub",
        client: { id: "app", secret: `\${AUTHMARK_CLIENT_SECRET}`, in: "basic" },
      },
    });
    expect(target.accounts).toEqual([{ ...credentials, identity: "u-17" }]);
    expect(text).toContain("# not found: nothing tells how long refresh tokens live: give lifetimes.refresh");
  });

  it("that has its tokens in cookies, and is described by OpenAPI", async () => {
    const sessions = createSessions();
    const pair = (tokens: ReturnType<typeof sessions.login>): Outgoing =>
      tokens
        ? {
            status: 201,
            headers: {
              "set-cookie": [
                `at=${tokens.access}; HttpOnly; Max-Age=300`,
                `rt=${tokens.refresh}; HttpOnly; Max-Age=600`,
              ],
            },
          }
        : { status: 403 };
    const text = { type: "string" };
    const body = (properties: object) => ({
      requestBody: { content: { "application/json": { schema: { type: "object", properties } } } },
    });
    const { wire, asked } = await probed({
      "GET /openapi.json": () =>
        ok({
          openapi: "3.1.0",
          paths: {
            "/door/sign-in": {
              post: body({ credentials: { type: "object", properties: { login: text, pwd: text } } }),
            },
            "/door/renew": { post: {} },
            "/door/whoami": { get: {} },
            "/door/sign-out": { delete: {} },
          },
        }),
      "POST /door/sign-in": ({ json }) => {
        const { login, pwd } = json["credentials"] as { login: unknown; pwd: unknown };
        return pair(sessions.login(login, pwd));
      },
      "POST /door/renew": ({ cookies }) => pair(sessions.refresh(cookies["rt"])),
      "GET /door/whoami": ({ cookies }) =>
        sessions.isAlive(cookies["at"]) ? ok({ user: { login: "alice" } }) : { status: 403 },
      "DELETE /door/sign-out": ({ cookies }) => (sessions.end(cookies["at"]) ? { status: 204 } : { status: 403 }),
    });
    expect(wire.operations).toMatchObject({
      login: {
        json: { credentials: { login: "{username}", pwd: "{password}" } },
        outcomes: { success: { status: "201" }, unauthorized: { status: "403" } },
        take: {
          accessToken: { cookie: "at" },
          refreshToken: { cookie: "rt" },
          refreshExpiresIn: { cookie: "rt", as: "max-age" },
        },
      },
      refresh: { path: "/door/renew", cookies: { rt: "{refreshToken}" } },
      logout: { method: "DELETE", path: "/door/sign-out", cookies: { at: "{accessToken}" } },
      session: { path: "/door/whoami", cookies: { at: "{accessToken}" }, take: { username: "/user/login" } },
    });
    expect(asked.filter(({ path }) => path === "/login")).toEqual([]);
  });

  it("that has one token, under another scheme, and answers null where it should say 401", async () => {
    const sessions = createSessions();
    const { wire, found } = await probed({
      "POST /session": ({ form }) => {
        const tokens = sessions.login(form.get("username"), form.get("password"));
        return tokens ? { status: 200, headers: { "x-auth-token": tokens.access } } : ok({ error: "no" });
      },
      "GET /me": ({ headers }) => (sessions.isAlive(headers["x-auth-token"]) ? ok({ name: "alice" }) : ok(null)),
    });
    expect(wire.operations).toMatchObject({
      login: {
        form: { username: "{username}", password: "{password}" },
        outcomes: { success: { status: "200", header: "x-auth-token" }, unauthorized: { status: "200" } },
      },
      refresh: "none",
      logout: "none",
      session: {
        headers: { "x-auth-token": "{accessToken}" },
        outcomes: { success: { status: "200", at: "/name" }, unauthorized: { status: "200", at: "", equals: null } },
      },
    });
    expect(missing(found.remarks)).toEqual(["lifetimes", "refresh", "logout"]);
  });

  it("that speaks the protocol's own wire, of which nothing is written", async () => {
    const sessions = createSessions();
    const pair = (tokens: ReturnType<typeof sessions.login>) =>
      tokens
        ? ok({ access_token: tokens.access, refresh_token: tokens.refresh, expires_in: 300, refresh_expires_in: 600 })
        : no;
    const { wire, text } = await probed({
      "POST /login": ({ json: { username, password } }) => pair(sessions.login(username, password)),
      "POST /refresh": ({ json }) => pair(sessions.refresh(json["refresh_token"])),
      "GET /session": (incoming) =>
        sessions.isAlive(bearer(incoming)) ? ok({ username: "alice", expires_in: 299 }) : no,
      "POST /logout": (incoming) => {
        if (!sessions.isAlive(bearer(incoming))) return no;
        return sessions.endBy(incoming.json["refresh_token"]) ? { status: 204 } : { status: 400 };
      },
    });
    expect(wire).toEqual({ operations: {} });
    expect(text).toContain("# Its wire is the protocol's own.");
    expect(text).not.toContain("not found");
  });
});

describe("a server that is not found out", () => {
  it("has no login anywhere that is common", async () => {
    const { found, text } = await probed({});
    expect(found.remarks).toEqual([{ about: "login", found: false, text: "no common path is one. Give wire.login." }]);
    expect(text).toContain("# not found: no common path is one");
  });

  it("refuses the account, and is not asked on and on", async () => {
    let failed = 0;
    const refuse = () => {
      failed++;
      return no;
    };
    const { found } = await probed({ "POST /login": refuse, "POST /api/login": refuse });
    expect(failed).toBeLessThanOrEqual(5);
    expect(found.remarks[0]?.text).toMatch(/^POST \/login says 401 \(no\): is the account right/);
  });

  it("yields a token to anybody, which is no login", async () => {
    const { found } = await probed({
      "POST /login": () => ok({ token: createSessions().login("alice", credentials.password)?.access }),
    });
    expect(found.login).toBeUndefined();
  });

  it("does not answer", async () => {
    const url = await deadUrl();
    await expect(probe({ url, credentials }, createSecrets())).rejects.toThrow(`--probe ${url} did not answer: `);
  });
});
