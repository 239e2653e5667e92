import { beforeEach, describe, expect, it } from "vitest";
import { createAuthApp, parameterOf } from "../../testing/pattmayne-service.ts";

let app: Awaited<ReturnType<typeof createAuthApp>>;
beforeEach(async () => {
  app = await createAuthApp();
});

const attributes = "Path=/; HttpOnly; Secure; SameSite=Strict";

describe("a login", () => {
  it.each(["alice", "alice@example.org", "alice@EXAMPLE.org"])(
    "as %s sets both cookies, good at once",
    async (name) => {
      const browser = app.open();
      const { status, body, headers } = await browser.logIn("auth_site", name);
      expect([status, body]).toEqual([200, { username: "alice" }]);
      const cookies = [...browser.jar].map(([key, value]) => `${key}=${value}; Max-Age=60; ${attributes}`);
      expect(headers.getSetCookie()).toEqual(cookies);
      expect(headers.get("cache-control")).toBe("no-store");
      expect((await browser.get("/auth/me")).body).toEqual({
        user_id: 1,
        username: "alice",
        email: "alice@example.org",
        email_verified: false,
        user_role: "player",
      });
    },
  );

  it("at a client sends the browser to the registered URI with a code and the state, whatever the request says", async () => {
    const state = "a b&c=ü?#%41";
    const login = { username_or_email: "alice", password: "correct horse", client_id: "shop", state };
    const answer = await app
      .open()
      .post("/auth/login", { ...login, redirect_uri: "https://evil.example" }, { "x-forwarded-host": "evil.example" });
    const [uri = "", code = ""] = String(answer.body["redirect_uri"]).split("&code=");
    expect(uri).toBe("https://shop.example/callback?from=auth");
    expect(code).toMatch(/^[\w-]{43}&state=a%20b%26c%3D%C3%BC%3F%23%2541$/);
    expect(parameterOf(answer, "state")).toBe(state);
  });

  it.each([
    ["a wrong password", { username_or_email: "alice", password: "wrong", client_id: "auth_site" }, 401],
    ["an unknown user", { username_or_email: "carol", password: "wrong", client_id: "auth_site" }, 401],
    ["a name in capitals", { username_or_email: "ALICE", password: "correct horse", client_id: "auth_site" }, 401],
    ["an unknown client", { username_or_email: "alice", password: "correct horse", client_id: "none" }, 404],
    ["no password", { username_or_email: "alice", client_id: "auth_site" }, 422],
    ["no name", { password: "correct horse", client_id: "auth_site" }, 422],
    ["no client", { username_or_email: "alice", password: "correct horse" }, 422],
    ["nothing, by a guest", { client_id: "auth_site" }, 401],
    ["half a character as its state", { client_id: "auth_site", state: "\ud800" }, 422],
  ])("with %s is refused, and sets no cookie", async (_, login, status) => {
    const answer = await app.open().post("/auth/login", login);
    expect([answer.status, answer.body["code"], answer.set]).toEqual([status, status, {}]);
  });

  it("answers an unknown user and a wrong password alike", async () => {
    const answers = [
      await app.open().logIn("auth_site", "alice", "wrong"),
      await app.open().logIn("auth_site", "carol"),
    ];
    expect(answers[0]?.body).toEqual(answers[1]?.body);
  });

  it("needs no password where the cookies are good, keeps the refresh token, and extends nothing", async () => {
    const browser = app.open();
    await browser.logIn();
    const before = browser.jar.get("refresh_token");
    app.clock.at += 20_000;
    const answer = await browser.post("/auth/login", { client_id: "shop" });
    expect(answer.status).toBe(200);
    expect(browser.jar.get("refresh_token")).toBe(before);
    expect(await app.back("shop").receive(answer)).toMatchObject({
      user_id: 1,
      username: "alice",
      expires_at: 1_000_060,
    });
  });

  it("by a password logs in its user, whatever cookies come with it", async () => {
    const browser = app.open();
    await browser.logIn();
    const before = new Map(browser.jar);
    await browser.logIn("auth_site", "bobby");
    expect((await browser.get("/auth/me")).body).toMatchObject({ username: "bobby" });
    expect(browser.jar.get("refresh_token")).not.toBe(before.get("refresh_token"));
  });

  it("in another browser or at another client drops no token, and extends all of them to one expiry", async () => {
    const [one, two] = [app.open(), app.open()];
    const shop = await app.back("shop").receive(await one.logIn("shop"));
    app.clock.at += 20_000;
    const game = await app.back("game").receive(await two.logIn("game"));
    expect(game["refresh_token"]).not.toBe(shop["refresh_token"]);
    expect(game["expires_at"]).toBe(1_000_080);
    app.clock.at += 59_999;
    expect([await app.back("shop").isGood(shop), await app.back("game").isGood(game)]).toEqual([true, true]);
    expect((await one.post("/auth/refresh")).status).toBe(200);
    app.clock.at += 1;
    expect([await app.back("shop").isGood(shop), await app.back("game").isGood(game)]).toEqual([false, false]);
    expect((await one.post("/auth/refresh")).status).toBe(401);
  });
});

describe("a signed token", () => {
  it("that has expired is renewed by the refresh token beside it, and the answer sets the new one alone", async () => {
    const browser = app.open();
    await browser.logIn();
    app.clock.at += 10_000;
    const answer = await browser.get("/auth/me");
    expect([answer.status, Object.keys(answer.set)]).toEqual([200, ["jwt"]]);
    expect(answer.headers.getSetCookie()[0]).toMatch(/; Max-Age=50; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect((await browser.get("/auth/me")).set).toEqual({});
  });

  it.each([
    ["no refresh token", async () => undefined],
    ["a garbage one", async () => "garbage"],
    [
      "another user's",
      async () => {
        const other = app.open();
        await other.logIn("auth_site", "bobby");
        return other.jar.get("refresh_token");
      },
    ],
    [
      "a client's",
      async () => String((await app.back("shop").receive(await app.open().logIn("shop")))["refresh_token"]),
    ],
  ])("that has expired is refused with %s beside it", async (_, tokenOf) => {
    const browser = app.open();
    await browser.logIn();
    const token = await tokenOf();
    if (token === undefined) browser.jar.delete("refresh_token");
    else browser.jar.set("refresh_token", token);
    app.clock.at += 10_000;
    const answer = await browser.get("/auth/me");
    expect([answer.status, answer.set]).toEqual([401, {}]);
  });

  it("is nobody's beside another user's good refresh token, and ends nobody's session then", async () => {
    const [alice, bobby] = [app.open(), app.open()];
    await alice.logIn();
    await bobby.logIn("auth_site", "bobby");
    const mixed = app.open();
    mixed.jar.set("jwt", alice.jar.get("jwt") ?? "").set("refresh_token", bobby.jar.get("refresh_token") ?? "");
    expect(await mixed.isIn()).toBe(false);
    expect((await mixed.post("/auth/login", { client_id: "shop" })).status).toBe(401);
    expect((await mixed.post("/auth/logout")).status).toBe(200);
    expect([await alice.isIn(), await bobby.isIn()]).toEqual([true, true]);
  });

  it("expires with its session at the latest", async () => {
    const browser = app.open();
    await browser.logIn();
    app.clock.at += 55_000;
    await browser.post("/auth/refresh");
    app.clock.at += 5_000;
    expect(await browser.isIn()).toBe(false);
  });

  it("needs to be there once, in its cookie", async () => {
    const browser = app.open();
    await browser.logIn();
    const [jwt = "", refresh = ""] = [browser.jar.get("jwt"), browser.jar.get("refresh_token")];
    const statusOf = async (path: string, headers: Record<string, string>) =>
      (await app.send(path, { headers })).status;
    expect(await statusOf("/auth/me", { cookie: `jwt=${jwt}` })).toBe(200);
    expect(await statusOf("/auth/me", { cookie: `jwt=${jwt}; jwt=${jwt}` })).toBe(401);
    expect(await statusOf("/auth/me", { cookie: `jwt=${refresh}` })).toBe(401);
    expect(await statusOf("/auth/me", { cookie: `refresh_token=${refresh}` })).toBe(401);
    expect(await statusOf("/auth/me", { authorization: `Bearer ${jwt}` })).toBe(401);
    expect(await statusOf(`/auth/me?jwt=${jwt}`, {})).toBe(401);
  });
});

describe("what cookies authenticate", () => {
  it.each([
    "https://evil.example",
    "null",
    "http://127.0.0.1:80800",
    "http://127.0.0.1",
    "http://127.0.0.1:8080.evil.example",
  ])("is refused to pages of %s", async (origin) => {
    const browser = app.open();
    await browser.logIn();
    for (const path of ["/auth/logout", "/auth/refresh", "/auth/login"]) {
      const answer = await browser.post(path, { client_id: "shop" }, { origin });
      expect([answer.status, answer.set]).toEqual([403, {}]);
    }
    expect(await browser.isIn()).toBe(true);
  });

  it.each(["http://127.0.0.1:8080", "https://127.0.0.1:8080"])("is served to pages of %s", async (origin) => {
    const browser = app.open();
    await browser.logIn();
    expect((await browser.post("/auth/refresh", {}, { origin })).status).toBe(200);
  });

  it("is refused where the body is a form's", async () => {
    const browser = app.open();
    await browser.logIn();
    expect((await browser.post("/auth/logout", {}, { "content-type": "text/plain" })).status).toBe(415);
    expect(await browser.isIn()).toBe(true);
  });
});
