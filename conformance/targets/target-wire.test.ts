import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/files.ts";
import { readTargetFile } from "./target-file.ts";
import { unknownNames } from "./wire/unknown-names.ts";
import { wires } from "./wires.ts";

const folder = temporaryFolder();
const LEAST = "protocol: session\nat: { url: http://127.0.0.1:1 }\n";
const read = (content: string) => readTargetFile(folder.write("target.yaml", LEAST + content), {});
const wireOf = (content: string) => read(`wire:\n${content.replace(/^/gm, "  ")}`);

describe("an operation of a target file", () => {
  it("may be spelt with everything that a wire can have", () => {
    const { wire } = wireOf(`
login:
  before:
    - { method: GET, path: /csrf, take: { csrf: /csrf, flow: { header: x-flow } } }
  method: POST
  path: /login/{flow}
  headers: { x-csrf: "{csrf}" }
  query: { tenant: acme }
  cookies: { lang: en }
  basic: { username: app, password: s }
  form: { user: "{username}", password: "{password}" }
  outcomes:
    success: { status: [200, 201, 3xx], header: set-cookie }
    unauthorized: { status: 401 }
  take:
    accessToken: /data/token
    refreshToken: [{ cookie: refresh }, /refresh]
    accessExpiresIn: { at: /data/token, as: jwt }`);
    expect(wire["login"]).toEqual({
      before: [{ method: "GET", path: "/csrf", take: { csrf: { at: "/csrf" }, flow: { header: "x-flow" } } }],
      method: "POST",
      path: "/login/{flow}",
      headers: { "x-csrf": "{csrf}" },
      query: { tenant: "acme" },
      cookies: { lang: "en" },
      basic: { username: "app", password: "s" },
      form: { user: "{username}", password: "{password}" },
      outcomes: {
        success: { status: ["200", "201", "3xx"], header: "set-cookie" },
        unauthorized: { status: "401" },
      },
      take: {
        accessToken: { at: "/data/token" },
        refreshToken: [{ cookie: "refresh" }, { at: "/refresh" }],
        accessExpiresIn: { at: "/data/token", as: "jwt" },
      },
    });
    expect(unknownNames(wire, wires.session.server.operations)).toEqual([]);
  });

  it("has the usual outcomes where it says none: those that the protocol has", () => {
    const { wire } = wireOf("login: { method: POST, path: /a }\nrefresh: { method: POST, path: /b }");
    expect(wire["login"]?.outcomes).toEqual({ success: { status: "2xx" }, unauthorized: { status: "401" } });
    expect(wire["refresh"]?.outcomes).toEqual({ success: { status: "2xx" } });
  });
});

describe("a preset", () => {
  it("spells every operation, and what is written beside it goes before", () => {
    const { wire, without } = wireOf("preset: cookies\nlogout: none\nsession: { method: GET, path: /me }");
    expect(Object.keys(wire)).toEqual(["login", "refresh", "session"]);
    expect(wire["refresh"]).toMatchObject({ path: "/refresh", cookies: { "__Host-refresh_token": "{refreshToken}" } });
    expect(wire["session"]).toMatchObject({ path: "/me" });
    expect(without).toEqual(["logout"]);
  });

  it("of OAuth asks in forms, as its client", () => {
    const { wire, without } = wireOf(`
preset:
  oauth: { token: /token, revocation: /revoke, resource: /userinfo, client: { id: app, secret: s }, scope: a b }`);
    expect(without).toEqual([]);
    expect(unknownNames(wire, wires.session.server.operations)).toEqual([]);
    expect(wire["login"]).toMatchObject({
      path: "/token",
      basic: { username: "app", password: "s" },
      form: { grant_type: "password", username: "{username}", password: "{password}", scope: "a b" },
    });
    expect(wire["refresh"]).toMatchObject({ form: { grant_type: "refresh_token", refresh_token: "{refreshToken}" } });
    expect(wire["logout"]).toMatchObject({ path: "/revoke", form: { token: "{refreshToken}" } });
    expect(wire["session"]).toMatchObject({ path: "/userinfo", take: { username: { at: "/sub" } } });
  });

  it("of OAuth may have its client in the form, and introspection in place of a resource", () => {
    const { wire, without } = wireOf(`
preset:
  oauth: { token: /token, introspection: /introspect, identity: /user, client: { id: app, in: form } }`);
    expect(without).toEqual(["logout"]);
    expect(unknownNames(wire, wires.session.server.operations)).toEqual([]);
    expect(wire["session"]).toMatchObject({
      method: "POST",
      path: "/introspect",
      form: { token: "{accessToken}", client_id: "app" },
      outcomes: {
        success: { status: "200", at: "/active", equals: true },
        unauthorized: { status: "200", at: "/active", equals: false },
      },
      take: { username: { at: "/user" }, accessExpiresIn: { at: "/exp", as: "epoch-seconds" } },
    });
    expect(wire["session"]).not.toHaveProperty("basic");
  });

  it("of OAuth without what says whose a token is has no such operation", () => {
    expect(wireOf("preset: { oauth: { token: /token } }").without).toEqual(["logout", "session"]);
  });
});

describe("a policy", () => {
  it("is what the target declares, and no more", () => {
    expect(read("policy: { reuse: { grace: 5s }, logoutScope: user }").policy).toEqual({
      reuse: { graceMs: 5000 },
      logoutScope: "user",
    });
    expect(read("policy: { reuse: same-successor, lostResponse: ends }").policy).toEqual({
      reuse: "same-successor",
      lostResponse: "ends",
    });
    expect(read("")).not.toHaveProperty("policy");
  });
});

it("a user may be called otherwise than at the login", () => {
  expect(read("accounts: [{ username: alice, password: p, identity: user-1 }]").accounts).toEqual([
    { username: "alice", password: "p", identity: "user-1" },
  ]);
});
