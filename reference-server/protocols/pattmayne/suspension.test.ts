import { beforeEach, describe, expect, it } from "vitest";
import { createAuthApp } from "../../testing/pattmayne-service.ts";

let app: Awaited<ReturnType<typeof createAuthApp>>;
beforeEach(async () => {
  app = await createAuthApp({ suspensions: { failures: 3, window: 60, suspension: 30 } });
});

const fail = async (times: number, address = "192.0.2.1", name = "alice") => {
  for (let count = 0; count < times; count++) await app.open(address).logIn("auth_site", name, "wrong");
};
const statusOf = async (address?: string) => (await app.open(address).logIn()).status;

describe("a suspended address", () => {
  it("is refused the right password as well, is told until when, and is served from then on", async () => {
    await fail(3);
    app.clock.at += 500;
    const answer = await app.open().logIn();
    const { status, body, headers, set } = answer;
    expect([status, body["code"], headers.get("retry-after"), set]).toEqual([429, 429, "30", {}]);
    app.clock.at += 29_499;
    expect(await statusOf()).toBe(429);
    app.clock.at += 1;
    expect(await statusOf()).toBe(200);
  });

  it("is refused registrations, of known emails and of new ones", async () => {
    await fail(3);
    const registration = { username: "carol", email: "carol@example.org", password: "secret" };
    for (const email of [registration.email, "alice@example.org"]) {
      expect((await app.open().post("/auth/register", { ...registration, email })).status).toBe(429);
    }
  });

  it("goes on with its sessions, and no other address notices", async () => {
    const browser = app.open();
    await browser.logIn();
    await fail(3);
    expect(await statusOf("192.0.2.2")).toBe(200);
    expect(await browser.isIn()).toBe(true);
    expect((await browser.post("/auth/refresh")).status).toBe(200);
    expect((await browser.post("/auth/login", { client_id: "shop" })).status).toBe(200);
  });

  it("is the one that the connection comes from, whatever a request says", async () => {
    const login = { username_or_email: "alice", password: "wrong", client_id: "auth_site" };
    for (const [index, header] of ["x-forwarded-for", "forwarded", "x-real-ip"].entries()) {
      await app.open().post("/auth/login", login, { [header]: `192.0.2.${index + 10}` });
    }
    expect(await statusOf()).toBe(429);
    expect(await statusOf("192.0.2.10")).toBe(200);
  });
});

it("a registration with a known email and a wrong password counts as a failed login", async () => {
  await fail(2);
  await app.open().post("/auth/register", { username: "carol", email: "alice@example.org", password: "wrong one" });
  expect(await statusOf()).toBe(429);
});

it("a user is one account by name and by email: a login by either clears the failures by both, and no other's", async () => {
  await fail(1);
  await fail(1, "192.0.2.1", "alice@example.org");
  expect(await statusOf()).toBe(200);
  await fail(2, "192.0.2.1", "bobby");
  expect(await statusOf()).toBe(200);
  await fail(1, "192.0.2.1", "bobby");
  expect(await statusOf()).toBe(429);
});
