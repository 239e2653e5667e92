import { beforeEach, describe, expect, it } from "vitest";
import { createAuthApp, parameterOf } from "../../testing/pattmayne-service.ts";

let app: Awaited<ReturnType<typeof createAuthApp>>;
beforeEach(async () => {
  app = await createAuthApp();
});

const cleared = ["jwt", "refresh_token"].map(
  (name) => `${name}=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict`,
);

/** A user with two browsers, a token at each client and a code. */
async function begin() {
  const [here, there] = [app.open(), app.open()];
  const shop = await app.back("shop").receive(await here.logIn("shop"));
  const game = await app.back("game").receive(await there.logIn("game"));
  const code = parameterOf(await there.post("/auth/login", { client_id: "shop" }), "code");
  const bobby = app.open();
  await bobby.logIn("auth_site", "bobby");
  const cookies = [new Map(here.jar), new Map(there.jar)];
  /** Whether anything of it is alive, and bobby's own is. */
  const isOver = async () => {
    const alive = [await app.back("shop").isGood(shop), await app.back("game").isGood(game)];
    alive.push((await app.back("shop").redeem(code)).status === 200);
    for (const [client, held] of Object.entries({ shop, game })) {
      alive.push((await app.back(client).exchange(held)).status === 200);
    }
    for (const jar of cookies) {
      const old = app.open();
      for (const [name, value] of jar) old.jar.set(name, value);
      alive.push(await old.isIn(), (await old.post("/auth/refresh")).status === 200);
      alive.push((await old.post("/auth/login", { client_id: "shop" })).status === 200);
    }
    expect(await bobby.isIn()).toBe(true);
    return !alive.includes(true);
  };
  return { here, there, isOver };
}

describe("a logout", () => {
  it("ends all that the user has, in every browser and at every client, clears the cookies, and can be repeated", async () => {
    const { here, isOver } = await begin();
    for (const _ of [1, 2]) {
      const { status, body, headers } = await here.post("/auth/logout");
      expect([status, body, headers.getSetCookie()]).toEqual([200, { logout: true }, cleared]);
    }
    expect(await isOver()).toBe(true);
  });

  it("that a client asks for ends the same, and of nobody it is confirmed as well", async () => {
    const { isOver } = await begin();
    for (const user of [1, 1, 4_711]) {
      const { status, body } = await app.back("shop").logOut(user);
      expect([status, body]).toEqual([200, { logout: true }]);
    }
    expect(await isOver()).toBe(true);
  });

  it("revives nothing when its user is back", async () => {
    const { here, isOver } = await begin();
    await here.post("/auth/logout");
    const again = app.open();
    await again.logIn();
    expect(await isOver()).toBe(true);
    expect(await again.isIn()).toBe(true);
  });

  it.each([
    ["an expired signed token and the refresh token", () => true],
    ["the refresh token alone", (jar: Map<string, string>) => jar.delete("jwt")],
  ])("works with %s", async (_, spoil) => {
    const { here, isOver } = await begin();
    app.clock.at += 10_000;
    spoil(here.jar);
    await here.post("/auth/logout");
    app.clock.at -= 10_000;
    expect(await isOver()).toBe(true);
  });

  it.each([
    ["no cookie", (jar: Map<string, string>) => jar.clear()],
    ["garbage", (jar: Map<string, string>) => jar.set("jwt", "garbage")],
    [
      "an altered signed token",
      (jar: Map<string, string>) => jar.set("jwt", (jar.get("jwt") ?? "").replace(/\.\w/, ".X")),
    ],
  ])("with %s ends nothing, and clears the cookies", async (_, spoil) => {
    const { here, there } = await begin();
    spoil(here.jar);
    expect((await here.post("/auth/logout")).headers.getSetCookie()).toEqual(cleared);
    expect(await there.isIn()).toBe(true);
  });

  it("together with redemptions, exchanges, renewals and logins by cookies leaves nothing of them alive", async () => {
    for (let round = 0; round < 10; round++) {
      const browser = app.open();
      const [shop, game] = [app.back("shop"), app.back("game")];
      const held = await game.receive(await browser.logIn("game"));
      const code = parameterOf(await browser.post("/auth/login", { client_id: "shop" }), "code");
      const asked = [
        () => shop.redeem(code),
        () => game.exchange(held),
        () => browser.post("/auth/refresh"),
        () => browser.post("/auth/login", { client_id: "shop" }),
        () => app.back("shop").logOut(1),
      ];
      const turned = [...asked.slice(round % 5), ...asked.slice(0, round % 5)];
      const answers = await Promise.all(turned.map((ask) => ask()));
      for (const { body, set } of answers) {
        for (const client of ["shop", "game"]) {
          expect(await app.back(client).isGood({ user_id: 1, refresh_token: body["refresh_token"] ?? "" })).toBe(false);
        }
        if (body["redirect_uri"] !== undefined) {
          const late = new URL(String(body["redirect_uri"])).searchParams.get("code") ?? "";
          expect((await shop.redeem(late)).status).toBe(401);
        }
        if (set["jwt"] === undefined) continue;
        const late = app.open();
        for (const [name, value] of Object.entries(set)) late.jar.set(name, value);
        expect(await late.isIn()).toBe(false);
      }
    }
  });
});

describe("what an operator does to an account", () => {
  it.each([
    ["another password", (name: string) => app.env.store.replacePassword({ username: name, passwordHash: "another" })],
    ["its removal", (name: string) => app.env.store.deleteAccount(name)],
  ])("ends its session: %s", async (_, change) => {
    const { isOver } = await begin();
    await change("alice");
    expect(await isOver()).toBe(true);
  });
});
