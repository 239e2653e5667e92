import { beforeEach, describe, expect, it } from "vitest";
import { createClientApp } from "../../../testing/client-app-service.ts";
import { answerOf, createBrowser } from "../../../testing/pattmayne-service.ts";

let app: Awaited<ReturnType<typeof createClientApp>>;
beforeEach(async () => {
  app = await createClientApp();
});

const attributes = "Path=/; HttpOnly; Secure; SameSite=Lax";
const alice = { user_id: 1, username: "alice", user_role: "player" };

describe("a login", () => {
  it("begins at the auth app, with this app's name and a state of its own, whatever the request says", async () => {
    const headers = { host: "evil.example", "x-forwarded-host": "evil.example" };
    const answers = [await app.send("/login?client_id=evil", { headers }), await app.send("/login")];
    const uris = answers.map((answer) => answer.headers.get("location"));
    for (const uri of uris) expect(uri).toMatch(/^https:\/\/auth\.example\/login\?client_id=shop&state=[\w-]{43}$/);
    expect(uris[0]).not.toBe(uris[1]);
    expect(answers[0]?.status).toBe(302);
    const [cookie = ""] = answers[0]?.headers.getSetCookie() ?? [];
    expect(cookie).toMatch(/^client_state=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(uris[0]).not.toContain(cookie.slice("client_state=".length, 40));
  });

  it("ends with both cookies, at a URL without the code, and the user is known", async () => {
    const browser = app.open();
    const { status, headers, body } = await browser.logIn();
    expect([status, headers.get("location"), headers.get("cache-control"), body]).toEqual([302, "/me", "no-store", {}]);
    const [jwt, refresh] = [browser.jar.get("client_jwt"), browser.jar.get("client_refresh_token")];
    expect(headers.getSetCookie().slice(0, 2)).toEqual([
      `client_jwt=${jwt}; Max-Age=60; ${attributes}`,
      `client_refresh_token=${refresh}; Max-Age=60; ${attributes}`,
    ]);
    expect(browser.jar.has("client_state")).toBe(false);
    expect((await browser.get("/me")).body).toEqual(alice);
    expect(app.asked).toEqual(["verify_auth_code"]);
  });

  it.each([
    ["in another browser", async (callback: string) => app.open().get(callback)],
    [
      "in another browser that has begun one as well",
      async (callback: string) => {
        const other = app.open();
        await other.get("/login");
        return other.get(callback);
      },
    ],
    [
      "with another state",
      async (callback: string, own: ReturnType<typeof app.open>) => own.get(callback.replace(/state=./, "state=~")),
    ],
    [
      "without its state",
      async (callback: string, own: ReturnType<typeof app.open>) => own.get(callback.replace(/&state=.*/, "")),
    ],
    [
      "after ten minutes",
      async (callback: string, own: ReturnType<typeof app.open>) => {
        app.clock.at += 600_000;
        return own.get(callback);
      },
    ],
  ])("does not end %s, and nobody is asked", async (_, come) => {
    const own = app.open();
    const { status, set, body } = await come(await own.begin(), own);
    expect([status, body["code"], set]).toEqual([401, 401, {}]);
    expect(app.asked).toEqual([]);
  });

  it("does not end twice by one state, or by a code that is no good", async () => {
    const browser = app.open();
    const callback = await browser.begin();
    const state = browser.jar.get("client_state") ?? "";
    expect((await browser.get(callback)).status).toBe(302);
    browser.jar.set("client_state", state);
    expect((await browser.get(callback)).status).toBe(401);
    const other = app.open();
    const { status, set } = await other.get((await other.begin("bobby")).replace(/code=./, "code=~"));
    expect([status, set]).toEqual([401, {}]);
    expect((await other.get("/callback")).status).toBe(400);
  });
});

describe("an expired token", () => {
  it("is renewed while the auth app calls the refresh token valid, which is asked anew each time", async () => {
    const browser = app.open();
    await browser.logIn();
    for (const _ of [1, 2]) {
      app.clock.at += 10_000;
      app.asked.length = 0;
      const { status, set, body, headers } = await browser.get("/me");
      expect([status, Object.keys(set), body]).toEqual([200, ["client_jwt"], alice]);
      expect(headers.getSetCookie()[0]).toContain(attributes);
      await browser.get("/me");
      expect(app.asked).toEqual(["check_refresh"]);
    }
    await browser.there.post("/auth/logout");
    expect((await browser.get("/me")).status).toBe(200);
    app.clock.at += 10_000;
    const { status, set } = await browser.get("/me");
    expect([status, set]).toEqual([401, {}]);
  });

  it("is renewed by an exchange where the refresh token has expired and its user is back, with both cookies new", async () => {
    const browser = app.open();
    await browser.logIn();
    app.clock.at += 60_000;
    expect((await browser.get("/me")).status).toBe(401);
    await browser.there.logIn();
    const before = browser.jar.get("client_refresh_token");
    const { status, headers } = await browser.get("/me");
    expect(status).toBe(200);
    expect(headers.getSetCookie().map((field) => field.replace(/=[^;]+; Max-Age=60; /, " "))).toEqual(
      ["client_jwt", "client_refresh_token"].map((name) => `${name} ${attributes}`),
    );
    expect(browser.jar.get("client_refresh_token")).not.toBe(before);
    app.clock.at += 10_000;
    expect((await browser.get("/me")).status).toBe(200);
  });

  it("is not renewed where the auth app gives no answer, and what has not expired is good all the same", async () => {
    const browser = app.open();
    await browser.logIn();
    app.network.isUp = false;
    expect((await browser.get("/me")).status).toBe(200);
    app.clock.at += 10_000;
    const { status, set, body } = await browser.get("/me");
    expect([status, set, body]).toEqual([502, {}, { error: "The auth app gives no answer.", code: 502 }]);
    app.network.isUp = true;
    expect((await browser.get("/me")).status).toBe(200);
  });

  it("is refused with another user's refresh token beside it, or none", async () => {
    const [one, two] = [app.open(), app.open()];
    await one.logIn();
    await two.logIn("bobby");
    app.clock.at += 10_000;
    const mixed = app.open();
    mixed.jar.set("client_jwt", one.jar.get("client_jwt") ?? "");
    expect((await mixed.get("/me")).status).toBe(401);
    mixed.jar.set("client_refresh_token", two.jar.get("client_refresh_token") ?? "");
    expect((await mixed.get("/me")).status).toBe(401);
    expect((await two.get("/me")).body).toMatchObject({ username: "bobby" });
  });
});

describe("what this app has not signed", () => {
  it.each([
    ["the auth app's token", (browser: ReturnType<typeof app.open>) => browser.there.jar.get("jwt")],
    ["a refresh token", (browser: ReturnType<typeof app.open>) => browser.jar.get("client_refresh_token")],
    ["garbage", () => "garbage"],
  ])("is refused, whatever refresh token is beside it, and nobody is asked: %s", async (_, tokenOf) => {
    const browser = app.open();
    await browser.logIn();
    app.asked.length = 0;
    browser.jar.set("client_jwt", tokenOf(browser) ?? "");
    for (const after of [0, 10_000]) {
      app.clock.at += after;
      expect((await browser.get("/me")).status).toBe(401);
    }
    expect(app.asked).toEqual([]);
  });
});

describe("a logout", () => {
  it("ends the user's sessions everywhere and clears the cookies, also with an expired token", async () => {
    for (const after of [0, 10_000]) {
      const browser = app.open();
      await browser.logIn();
      app.clock.at += after;
      const { status, body, headers } = await browser.post("/logout");
      expect([status, body]).toEqual([200, {}]);
      for (const name of ["client_jwt", "client_refresh_token"]) {
        expect(headers.getSetCookie()).toContainEqual(
          expect.stringMatching(`^${name}=; Max-Age=0; Path=/; HttpOnly; Secure; `),
        );
      }
      app.clock.at -= after;
      expect(await browser.there.isIn()).toBe(false);
    }
  });

  it.each([
    ["no cookie", (jar: Map<string, string>) => jar.clear()],
    ["garbage", (jar: Map<string, string>) => jar.set("client_jwt", "garbage")],
    ["the refresh token alone", (jar: Map<string, string>) => jar.delete("client_jwt")],
  ])("with %s ends nothing, and is confirmed", async (_, spoil) => {
    const browser = app.open();
    await browser.logIn();
    spoil(browser.jar);
    expect((await browser.post("/logout")).status).toBe(200);
    expect(await browser.there.isIn()).toBe(true);
  });

  it("that the auth app does not hear of is not confirmed", async () => {
    const browser = app.open();
    await browser.logIn();
    app.network.isUp = false;
    const { status, set } = await browser.post("/logout");
    expect([status, set]).toEqual([502, {}]);
  });

  it.each(["https://evil.example", "null", "http://127.0.0.1:8080"])("is refused to pages of %s", async (origin) => {
    const browser = app.open();
    await browser.logIn();
    expect((await browser.post("/logout", {}, { origin })).status).toBe(403);
    expect((await browser.post("/logout", {}, { "content-type": "text/plain" })).status).toBe(415);
    expect((await browser.get("/logout")).status).toBe(405);
    expect(await browser.there.isIn()).toBe(true);
    expect((await browser.post("/logout", {}, { origin: "http://127.0.0.1:8081" })).status).toBe(200);
  });
});

it("no answer shows a secret of this app", async () => {
  const said: string[] = [];
  const spy = createBrowser(async (path, init) => {
    const response = await app.send(path, init);
    said.push(JSON.stringify([...response.headers]), JSON.stringify((await answerOf(response.clone())).body));
    return response;
  });
  for (const path of ["/login", "/callback?code=a", "/callback?code=a&state=b", "/me", "/none"]) await spy.get(path);
  await spy.post("/logout");
  for (const secret of ["the secret of shop", "s".repeat(32), Buffer.alloc(32, "s").toString("base64")]) {
    expect(said.join("\n")).not.toContain(secret);
  }
});
