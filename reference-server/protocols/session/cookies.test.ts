import { beforeEach, describe, expect, it } from "vitest";
import { createCookieClient, headerOf, jarOf } from "../../testing/cookie-client.ts";

let browser: Awaited<ReturnType<typeof createCookieClient>>;
beforeEach(async () => {
  browser = await createCookieClient();
});

const errorOf = async (response: Response) => [response.status, ((await response.json()) as { error: string }).error];
const attributes = "Path=/; HttpOnly; Secure; SameSite=Strict";
const setCookies = (lifetime: { access: number; refresh: number }) =>
  (["access", "refresh"] as const).map((name) =>
    expect.stringMatching(new RegExp(`^__Host-${name}_token=[\\w-]{43}; Max-Age=${lifetime[name]}; ${attributes}$`)),
  );

describe("a login", () => {
  it("sets both tokens as cookies, tells their lifetimes, and shows no token", async () => {
    const response = await browser.logIn();
    expect(response.headers.getSetCookie()).toEqual(setCookies({ access: 10, refresh: 60 }));
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({ expires_in: 10, refresh_expires_in: 60 });
    expect(await (await browser.session(jarOf(response))).json()).toEqual({ username: "alice", expires_in: 10 });
  });

  it("begins a session of its own, whatever cookies it comes with, and ends none", async () => {
    const mallory = await browser.begin("bobby");
    const jar = jarOf(await browser.logIn("alice", headerOf(mallory)));
    expect(jar.access).not.toBe(mallory.access);
    expect(jar.refresh).not.toBe(mallory.refresh);
    expect(await (await browser.session(jar)).json()).toMatchObject({ username: "alice" });
    expect(await (await browser.session(mallory)).json()).toMatchObject({ username: "bobby" });
  });

  it("that fails sets no cookie and tells no challenge", async () => {
    const response = await browser.logIn("nobody");
    const { headers } = response;
    expect([headers.getSetCookie(), headers.get("www-authenticate")]).toEqual([[], null]);
    expect(await errorOf(response)).toEqual([401, "invalid_credentials"]);
  });
});

describe("a refresh", () => {
  it("sets new cookies, and ends the tokens before, also where the access token has expired", async () => {
    const before = await browser.begin();
    browser.clock.at += 15_000;
    const response = await browser.refresh({ refresh: before.refresh });
    expect(response.headers.getSetCookie()).toEqual(setCookies({ access: 10, refresh: 60 }));
    expect(await browser.isAlive(jarOf(response))).toBe(true);
    expect(await errorOf(await browser.refresh(before))).toEqual([400, "invalid_grant"]);
    expect(await browser.isAlive(jarOf(response))).toBe(false);
  });

  it("tells how long the cookies are kept where a session ends at a fixed time", async () => {
    browser = await createCookieClient({ refreshLifetime: "absolute" });
    const { refresh } = await browser.begin();
    browser.clock.at += 55_500;
    expect((await browser.refresh({ refresh })).headers.getSetCookie()).toEqual(setCookies({ access: 3, refresh: 5 }));
  });

  it("looks at the refresh token alone", async () => {
    const [alice, bobby] = [await browser.begin(), await browser.begin("bobby")];
    const next = jarOf(await browser.refresh({ access: bobby.access, refresh: alice.refresh }));
    expect(await (await browser.session(next)).json()).toMatchObject({ username: "alice" });
    expect(await browser.isAlive(bobby)).toBe(true);
  });

  it("needs the refresh token", async () => {
    const { access } = await browser.begin();
    expect(await errorOf(await browser.refresh({ access }))).toEqual([400, "invalid_request"]);
    expect(await errorOf(await browser.refresh({ refresh: access }))).toEqual([400, "invalid_grant"]);
    expect(await browser.isAlive({ access })).toBe(true);
  });
});

describe("a logout", () => {
  it("ends the session and clears both cookies, and does so again when it is repeated", async () => {
    const [jar, other] = [await browser.begin(), await browser.begin()];
    for (const _ of [1, 2]) {
      const response = await browser.logOut(jar);
      const cleared = ["access", "refresh"].map((name) => `__Host-${name}_token=; Max-Age=0; ${attributes}`);
      expect([response.status, response.headers.getSetCookie()]).toEqual([204, cleared]);
    }
    expect([await browser.isAlive(jar), await browser.isAlive(other)]).toEqual([false, true]);
    expect((await browser.refresh(jar)).status).toBe(400);
  });

  it("with cookies of two users is refused, and changes nothing", async () => {
    const [alice, bobby] = [await browser.begin(), await browser.begin("bobby")];
    const response = await browser.logOut({ access: alice.access, refresh: bobby.refresh });
    expect(await errorOf(response)).toEqual([400, "invalid_grant"]);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect([await browser.isAlive(alice), await browser.isAlive(bobby)]).toEqual([true, true]);
    expect((await browser.refresh(bobby)).status).toBe(200);
  });

  it("without either token is refused, and changes nothing", async () => {
    const { access, refresh } = await browser.begin();
    expect(await errorOf(await browser.logOut({ refresh }))).toEqual([401, "invalid_token"]);
    expect(await errorOf(await browser.logOut({ access: "garbage", refresh }))).toEqual([401, "invalid_token"]);
    expect(await errorOf(await browser.logOut({ access }))).toEqual([400, "invalid_request"]);
    expect(await browser.isAlive({ access })).toBe(true);
  });
});

describe("a session", () => {
  it.each([
    ["no cookie", () => ({})],
    ["garbage", () => ({ access: "garbage" })],
    ["a refresh token", ({ refresh }: { refresh: string }) => ({ access: refresh })],
  ])("is not told for %s, nor is a challenge", async (_, spoil) => {
    const response = await browser.session(spoil(await browser.begin()));
    expect(response.headers.get("www-authenticate")).toBeNull();
    expect(await errorOf(response)).toEqual([401, "invalid_token"]);
  });

  it("is not told to a bearer", async () => {
    const { access } = await browser.begin();
    const response = await browser.send("/session", { headers: { authorization: `Bearer ${access}` } });
    expect(response.status).toBe(401);
  });
});
