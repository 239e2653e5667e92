import { beforeEach, describe, expect, it } from "vitest";
import { createCookieClient, headerOf, type Jar } from "../../testing/cookie-client.ts";
import { password } from "../../testing/session-service.ts";

let browser: Awaited<ReturnType<typeof createCookieClient>>;
let alice: Jar;
let bobby: Jar;
beforeEach(async () => {
  browser = await createCookieClient();
  [alice, bobby] = [await browser.begin(), await browser.begin("bobby")];
});

/** Whether alice's tokens are as good as before. */
const isUntouched = async () => (await browser.isAlive(alice)) && (await browser.refresh(alice)).status === 200;

describe("a cookie that comes twice", () => {
  const twice = (jar: Partial<Jar>) => `${headerOf(jar)}; ${headerOf(alice)}`;

  it("counts for nothing, whichever is first", async () => {
    for (const cookie of [
      twice({ access: bobby.access }),
      `${headerOf(alice)}; ${headerOf(bobby)}`,
      twice({ access: alice.access }),
    ]) {
      expect((await browser.send("/session", { headers: { cookie } })).status).toBe(401);
      expect((await browser.post("/logout", cookie)).status).toBe(401);
    }
    expect((await browser.post("/refresh", twice({ refresh: bobby.refresh }))).status).toBe(400);
    expect((await browser.post("/logout", twice({ refresh: bobby.refresh }))).status).toBe(400);
    expect(await isUntouched()).toBe(true);
    expect(await browser.isAlive(bobby)).toBe(true);
  });
});

describe("a request that a page of another site can make", () => {
  it.each([
    ["a foreign origin", { origin: "https://evil.example" }],
    ["no origin that it would own to", { origin: "null" }],
    ["an origin that begins as this one", { origin: "http://127.0.0.1:8080.evil.example" }],
    ["the mark of another site", { "sec-fetch-site": "cross-site" }],
    ["the mark of another origin", { "sec-fetch-site": "same-site" }],
  ])("with %s changes nothing", async (_, headers) => {
    for (const path of ["/refresh", "/logout"]) {
      const response = await browser.post(path, headerOf(alice), headers);
      expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
      expect(await response.json()).toMatchObject({ error: "invalid_request" });
    }
    const login = await browser.logIn("alice", "", headers);
    expect([login.status, login.headers.getSetCookie()]).toEqual([403, []]);
    expect(await isUntouched()).toBe(true);
  });

  it.each([
    ["application/x-www-form-urlencoded", `username=alice&password=${password}`],
    ["text/plain", "{}"],
    ["text/plain; application/json", "{}"],
    ["multipart/form-data; boundary=a", "--a--"],
    ["", "{}"],
  ])("with a body of %s changes nothing", async (type, body) => {
    for (const path of ["/login", "/refresh", "/logout"]) {
      const headers = { cookie: headerOf(alice), ...(type !== "" && { "content-type": type }) };
      const sent = new TextEncoder().encode(body);
      const response = await browser.send(path, { method: "POST", body: sent, headers });
      expect([response.status, response.headers.getSetCookie()]).toEqual([415, []]);
    }
    expect(await isUntouched()).toBe(true);
  });

  it("by GET changes nothing", async () => {
    for (const path of ["/login", "/refresh", "/logout"]) {
      const response = await browser.send(path, { headers: { cookie: headerOf(alice) } });
      expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    }
    expect(await isUntouched()).toBe(true);
  });
});

it("a page of the server's own may log in, refresh and log out", async () => {
  const headers = { origin: "http://127.0.0.1:8080", "sec-fetch-site": "same-origin" };
  expect((await browser.logIn("alice", "", headers)).status).toBe(200);
  expect((await browser.post("/refresh", headerOf(alice), headers)).status).toBe(200);
  expect((await browser.post("/logout", headerOf(bobby), headers)).status).toBe(204);
});
