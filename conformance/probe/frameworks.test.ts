import { describe, expect, it } from "vitest";
import { createSecrets } from "../engine/secrets.ts";
import { closeServersAfterEach } from "../testing/servers.ts";
import { createSessions, type Incoming, type Outgoing, tableServer } from "../testing/session-servers.ts";
import { draft, targetOf } from "./draft.ts";
import { type Probed, probe } from "./probe.ts";
import { writtenWire } from "./written-wire.ts";

closeServersAfterEach();

const credentials = { username: "alice", password: "hunter22-hunter22" };
const client = { id: "app", secret: "s3cret-s3cret" };
const ENVIRONMENT = { AUTHMARK_PASSWORD: credentials.password, AUTHMARK_CLIENT_SECRET: client.secret };
type Table = Readonly<Record<string, (incoming: Incoming) => Outgoing>>;

const no: Outgoing = { status: 401, body: { error: "no" } };
const ok = (body: unknown): Outgoing => ({ status: 200, body });
const bearer = ({ headers }: Incoming) => headers.authorization?.replace("Bearer ", "");
const toSlash: (incoming: Incoming) => Outgoing = ({ path }) => ({ status: 301, headers: { location: `${path}/` } });

async function probed(table: Table, prefix = "", otherwise: Partial<Probed> = {}) {
  const { url, asked } = await tableServer(table);
  const found = await probe({ url: url + prefix, credentials, ...otherwise }, createSecrets());
  const text = draft({ found, username: credentials.username });
  expect(asked.length).toBeLessThanOrEqual(100);
  targetOf(text, "x.yaml", ENVIRONMENT);
  return { found, asked, text, wire: writtenWire(found) };
}

/** An authorization server whose paths end in a slash, with a client that authenticates in Basic. */
function grants(): Table {
  const sessions = createSessions();
  return {
    "POST /o/token": toSlash,
    "POST /o/token/": ({ form, headers }) => {
      if (headers.authorization !== `Basic ${btoa("app:s3cret-s3cret")}`) {
        return { status: 401, body: { error: "invalid_client" } };
      }
      const isLogin = form.get("grant_type") === "password";
      const tokens = isLogin
        ? sessions.login(form.get("username"), form.get("password"))
        : sessions.refresh(form.get("refresh_token"));
      if (!tokens) return { status: 400, body: { error: "invalid_grant" } };
      return ok({ access_token: tokens.access, refresh_token: tokens.refresh, expires_in: 36_000 });
    },
    "POST /o/revoke_token/": ({ form }) => ({ status: sessions.endBy(form.get("token")) ? 200 : 400, body: {} }),
    "GET /o/me": (incoming) => (sessions.isAlive(bearer(incoming)) ? ok({ username: "alice" }) : no),
  };
}

describe("a server of a framework is found out", () => {
  it.each([
    ["", "/o"],
    ["/o", ""],
  ])("that is OAuth with paths that end in a slash, by the address '%s'", async (prefix, rest) => {
    const { wire } = await probed(grants(), prefix, { client });
    expect(wire.preset).toEqual({
      oauth: {
        token: `${rest}/token/`,
        revocation: `${rest}/revoke_token/`,
        resource: `${rest}/me`,
        identity: "/username",
        client: { id: "app", secret: `\${AUTHMARK_CLIENT_SECRET}`, in: "basic" },
      },
    });
  });

  it("that is OAuth behind fields of one's own, which no preset has", async () => {
    const headers = { "x-app": { value: "one", written: "one" } };
    const { wire, asked } = await probed(grants(), "", { client, headers });
    expect(wire.preset).toBeUndefined();
    expect(Object.keys(wire.operations)).toEqual(["login", "refresh", "logout", "session"]);
    for (const operation of Object.values(wire.operations))
      expect(operation).toMatchObject({ headers: { "x-app": "one" } });
    expect(asked.every(({ headers: { "x-app": value } }) => value === "one")).toBe(true);
  });

  it("that logs in by a strategy, and out by DELETE where it logs in", async () => {
    const sessions = createSessions();
    const { wire, found } = await probed({
      "POST /authentication": ({ json: { strategy, username, password } }) => {
        const tokens = strategy === "local" ? sessions.login(username, password) : undefined;
        return tokens ? { status: 201, body: { accessToken: tokens.access } } : no;
      },
      "DELETE /authentication": (incoming) => (sessions.end(bearer(incoming)) ? ok({}) : no),
      "GET /me": (incoming) => (sessions.isAlive(bearer(incoming)) ? ok({ username: "alice" }) : no),
    });
    expect(wire.operations["login"]).toMatchObject({
      path: "/authentication",
      json: { strategy: "local", username: "{username}", password: "{password}" },
    });
    expect(wire.operations["logout"]).toMatchObject({ method: "DELETE", path: "/authentication" });
    expect(found.logout?.ended).toEqual(["access"]);
  });

  it.each([
    ["a client of its own", undefined],
    ["a client that is given", { id: "node-red-admin" }],
  ])("that gives a token to the grant by password with a scope alone, by %s", async (_, given) => {
    const sessions = createSessions();
    const { wire } = await probed(
      {
        "POST /auth/token": ({ form }) => {
          if (form.get("client_id") !== "node-red-admin" || form.get("grant_type") !== "password") return no;
          const tokens = sessions.login(form.get("username"), form.get("password"));
          if (!tokens || form.get("scope") !== "*") return { status: 403, body: { error: "invalid_grant" } };
          return ok({ access_token: tokens.access, expires_in: 604_800, token_type: "Bearer" });
        },
        "POST /auth/revoke": (incoming) => {
          if (!sessions.isAlive(bearer(incoming))) return no;
          sessions.end(incoming.json["token"]);
          return { status: 200 };
        },
        "GET /settings": (incoming) => (sessions.isAlive(bearer(incoming)) ? ok({ user: { username: "alice" } }) : no),
      },
      "",
      given && { client: given },
    );
    const oauth = { token: "/auth/token", scope: "*", resource: "/settings", identity: "/user/username" };
    if (given) {
      expect(wire.preset).toEqual({ oauth: { ...oauth, client: { ...given, in: "form" } } });
      expect(wire.operations["refresh"]).toBe("none");
      expect(wire.operations["login"]).not.toHaveProperty("take.refreshToken");
    } else {
      expect(wire.operations["login"]).toMatchObject({ form: { client_id: "node-red-admin", scope: "*" } });
      expect(wire.operations["logout"]).toMatchObject({ path: "/auth/revoke", json: { token: "{accessToken}" } });
    }
  });

  it("that answers a token without a scope, which opens nothing", async () => {
    const sessions = createSessions();
    const scoped = new Set<unknown>();
    const { wire } = await probed(
      {
        "POST /oauth/token": ({ form }) => {
          const tokens = sessions.login(form.get("username"), form.get("password"));
          if (tokens && form.get("scope") === "openid") scoped.add(tokens.access);
          return tokens ? ok({ access_token: tokens.access }) : { status: 400, body: { error: "invalid_grant" } };
        },
        "GET /userinfo": (incoming) => (scoped.has(bearer(incoming)) ? ok({ sub: "alice" }) : no),
      },
      "",
      { client },
    );
    expect(wire.preset).toMatchObject({ oauth: { scope: "openid", resource: "/userinfo", identity: "/sub" } });
  });

  it("that leads elsewhere after a logout", async () => {
    const sessions = createSessions();
    const { wire } = await probed({
      "POST /login": ({ json: { username, password } }) => {
        const tokens = sessions.login(username, password);
        return tokens ? { status: 200, headers: { "set-cookie": `session=${tokens.access}; HttpOnly` } } : no;
      },
      "POST /logout": ({ cookies }) => {
        sessions.end(cookies["session"]);
        return { status: 302, headers: { location: "/" } };
      },
      "GET /me": ({ cookies }) => (sessions.isAlive(cookies["session"]) ? ok({ username: "alice" }) : no),
    });
    expect(wire.operations["logout"]).toMatchObject({
      cookies: { session: "{accessToken}" },
      outcomes: { success: { status: "302" }, unauthorized: { status: "401" } },
    });
  });
});

describe("a server that is not found out", () => {
  it("is an authorization server that asks for a client", async () => {
    const { found, text } = await probed(grants());
    expect(found.remarks[0]?.text).toContain(
      "POST /o/token/ says 401 (invalid_client): which client asks? Give --client",
    );
    expect(text).toContain("# tried: POST /o/token/ said 401 to the grant by password, a form of grant_type=password");
    expect(text).toContain("#   preset:\n#     oauth:\n#       token: /o/token/\n");
  });

  it("is asked for nothing that a refused client could have", async () => {
    const { found, asked } = await probed(grants(), "", { client: { ...client, secret: "another-one" } });
    expect(found.remarks[0]?.text).toContain("is the client right, and its secret? Give --client ID:SECRET.");
    expect(asked.filter(({ path }) => path === "/o/token/")).toHaveLength(2);
  });

  it("has the fields of one's own in what is to be filled in", async () => {
    const headers = { "x-app": { value: "one", written: "one" } };
    const { text, asked } = await probed({}, "", { headers });
    expect(text).toContain(
      "# wire:\n#   login:\n#     method: POST\n#     path: /…\n#     headers:\n#       x-app: one\n",
    );
    expect(asked.every(({ headers: { "x-app": value } }) => value === "one")).toBe(true);
  });
});
