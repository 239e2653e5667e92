import { beforeEach, describe, expect, it } from "vitest";
import { type Answer, createAuthApp, parameterOf } from "../../testing/pattmayne-service.ts";

let app: Awaited<ReturnType<typeof createAuthApp>>;
beforeEach(async () => {
  app = await createAuthApp();
});

describe("a code", () => {
  it("yields the user, the token of that client and the common expiry", async () => {
    const { status, body, headers } = await app
      .back("shop")
      .redeem(parameterOf(await app.open().logIn("shop"), "code"));
    expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
    const refresh_token = expect.stringMatching(/^[\w-]{43}$/);
    expect(body).toEqual({ user_id: 1, username: "alice", user_role: "player", refresh_token, expires_at: 1_000_060 });
    expect(await app.back("shop").isGood(body)).toBe(true);
  });

  it("works once, and what it has yielded is revoked when it comes again, also after an exchange", async () => {
    const [login, shop] = [await app.open().logIn("shop"), app.back("shop")];
    const first = await shop.receive(login);
    const { body } = await shop.exchange(first);
    expect((await shop.redeem(parameterOf(login, "code"))).status).toBe(401);
    expect(await shop.isGood({ ...first, ...body })).toBe(false);
  });

  it("takes the place of the token that the client had", async () => {
    const [browser, shop] = [app.open(), app.back("shop")];
    const first = await shop.receive(await browser.logIn("shop"));
    const second = await shop.receive(await browser.logIn("shop"));
    expect([await shop.isGood(first), await shop.isGood(second)]).toEqual([false, true]);
    expect((await shop.exchange(first)).status).toBe(401);
  });

  it("is its client's own, and another's try leaves it good", async () => {
    const code = parameterOf(await app.open().logIn("shop"), "code");
    expect((await app.back("game").redeem(code)).status).toBe(401);
    expect((await app.back("shop").redeem(code)).status).toBe(200);
  });

  it("expires, and is refused where it is altered", async () => {
    const code = parameterOf(await app.open().logIn("shop"), "code");
    expect((await app.back("shop").redeem(`${code.slice(0, -2)}AA`)).status).toBe(401);
    app.clock.at += 5_000;
    expect((await app.back("shop").redeem(code)).status).toBe(401);
  });

  it("is redeemed by one of many at once", async () => {
    const code = parameterOf(await app.open().logIn("shop"), "code");
    const answers = await Promise.all(Array.from({ length: 10 }, () => app.back("shop").redeem(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe("a client", () => {
  let held: Answer["body"];
  beforeEach(async () => {
    held = await app.back("shop").receive(await app.open().logIn("shop"));
  });

  it.each([
    ["a wrong secret", "shop", "wrong"],
    ["an empty one", "shop", ""],
    ["one that goes on", "shop", "the secret of shop "],
    ["another client's", "shop", "the secret of game"],
    ["a name that is nobody's", "none", "the secret of shop"],
    ["the auth app's name", "auth_site", "the secret of shop"],
  ])("with %s is refused on every route, and changes nothing", async (_, id, secret) => {
    const code = parameterOf(await app.open().logIn("shop", "bobby"), "code");
    const back = app.back(id, secret);
    const answers = [
      await back.redeem(code),
      await back.check(held["user_id"], String(held["refresh_token"])),
      await back.exchange(held),
      await back.logOut(held["user_id"]),
    ];
    for (const { status, headers, body } of answers) {
      expect([status, body["code"], headers.get("cache-control")]).toEqual([401, 401, "no-store"]);
      expect(headers.get("www-authenticate")).toMatch(/^\w+ realm="/);
    }
    expect(await app.back("shop").isGood(held)).toBe(true);
    expect((await app.back("shop").redeem(code)).status).toBe(200);
  });

  it("that is switched off is refused, and takes part as before when it is on again", async () => {
    const change = { clientId: "shop", redirectUri: "https://shop.example/" };
    await app.env.store.changeClient({ ...change, isActive: false });
    expect((await app.back("shop").exchange(held)).status).toBe(401);
    expect((await app.open().logIn("shop")).status).toBe(403);
    await app.env.store.changeClient({ ...change, isActive: true });
    expect(await app.back("shop").isGood(held)).toBe(true);
  });

  it("is told of no token of another user, of another client or of the auth app that it is valid", async () => {
    const browser = app.open();
    await browser.logIn();
    const [own = ""] = [browser.jar.get("refresh_token")];
    const isGood = (user: unknown, token: unknown, client = "shop") =>
      app.back(client).isGood({ user_id: user, refresh_token: token });
    expect(await isGood(1, held["refresh_token"])).toBe(true);
    expect(await isGood(2, held["refresh_token"])).toBe(false);
    expect(await isGood(1, held["refresh_token"], "game")).toBe(false);
    expect(await isGood(1, own)).toBe(false);
    expect((await app.back("shop").exchange({ user_id: 1, refresh_token: own })).status).toBe(401);
  });
});

describe("an exchange", () => {
  it("yields another token with the common expiry, and ends the one before", async () => {
    const shop = app.back("shop");
    const before = await shop.receive(await app.open().logIn("shop"));
    app.clock.at += 20_000;
    const { status, body, headers } = await shop.exchange(before);
    expect([status, headers.get("cache-control"), body["expires_at"]]).toEqual([200, "no-store", 1_000_060]);
    expect(await shop.isGood({ ...before, ...body })).toBe(true);
    expect(await shop.isGood(before)).toBe(false);
    expect((await shop.exchange(before)).status).toBe(401);
  });

  it("takes an expired token once its user has logged in again, and not before; nobody calls it valid", async () => {
    const shop = app.back("shop");
    const before = await shop.receive(await app.open().logIn("shop"));
    app.clock.at += 60_000;
    await app.env.store.deleteExpired(app.clock.at);
    expect((await shop.exchange(before)).status).toBe(401);
    await app.open().logIn();
    expect(await shop.isGood(before)).toBe(false);
    const { status, body } = await shop.exchange(before);
    expect([status, body["expires_at"]]).toEqual([200, 1_000_120]);
    expect(await shop.isGood({ ...before, ...body })).toBe(true);
  });

  it("is refused for another user, by another client and for garbage, and changes nothing then", async () => {
    const held = await app.back("shop").receive(await app.open().logIn("shop"));
    await app.open().logIn("auth_site", "bobby");
    expect((await app.back("shop").exchange({ ...held, user_id: 2 })).status).toBe(401);
    expect((await app.back("game").exchange(held)).status).toBe(401);
    expect((await app.back("shop").exchange({ ...held, refresh_token: "garbage" })).status).toBe(401);
    expect(await app.back("shop").isGood(held)).toBe(true);
  });

  it("has one winner of many at once", async () => {
    const held = await app.back("shop").receive(await app.open().logIn("shop"));
    const answers = await Promise.all(Array.from({ length: 10 }, () => app.back("shop").exchange(held)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
