import { beforeEach, describe, expect, it } from "vitest";
import { createAuthApp, parameterOf } from "../../testing/pattmayne-service.ts";

let app: Awaited<ReturnType<typeof createAuthApp>>;
beforeEach(async () => {
  app = await createAuthApp({ mailTokenTtl: 30 });
});

const carol = { username: "carol", email: "carol@example.org", password: "secret" };
const tokenIn = (text = "") => /^[\w-]{43}$/m.exec(text)?.[0] ?? "";

describe("a registration", () => {
  it("makes an account, logs its user in, and goes on at the client", async () => {
    const browser = app.open();
    const answer = await browser.post("/auth/register", { ...carol, client_id: "shop", state: "s" });
    expect([answer.status, answer.body["username"], parameterOf(answer, "state")]).toEqual([200, "carol", "s"]);
    expect(await app.back("shop").receive(answer)).toMatchObject({ user_id: 4, user_role: "player" });
    expect((await browser.get("/auth/me")).body).toMatchObject({ email: carol.email, email_verified: false });
    expect((await app.open().logIn("auth_site", "carol", "secret")).status).toBe(200);
  });

  it("of a known email and password logs in, and makes that site's token and no other account", async () => {
    const known = { username: "other", email: "alice@EXAMPLE.org", password: "correct horse", client_id: "shop" };
    const answer = await app.open().post("/auth/register", known);
    expect([answer.status, answer.body["username"]]).toEqual([200, "alice"]);
    expect(await app.back("shop").receive(answer)).toMatchObject({ user_id: 1 });
    expect(await app.env.store.findMember({ username: "other" })).toBeUndefined();
    expect(app.mails).toEqual([]);
  });

  it.each([
    ["a taken name", { ...carol, username: "alice" }, 409],
    ["a known email with another password", { ...carol, email: "alice@example.org" }, 409],
    ["an unknown client", { ...carol, client_id: "none" }, 404],
    ["a short password", { ...carol, password: "12345" }, 422],
    ["a long one", { ...carol, password: "x".repeat(129) }, 422],
    ["a name that is an email", { ...carol, username: "carol@example.org" }, 422],
    ["a short name", { ...carol, username: "c" }, 422],
    ["an email that is none", { ...carol, email: "carol" }, 422],
    ["no password", { username: "carol", email: carol.email }, 422],
    ["a list for a name", { ...carol, username: ["carol"] }, 422],
  ])("with %s is refused, and makes and changes nothing", async (_, registration, status) => {
    const answer = await app.open().post("/auth/register", registration);
    expect([answer.status, answer.body["code"], answer.set]).toEqual([status, status, {}]);
    expect(await app.env.store.findMember({ username: "carol" })).toBeUndefined();
    expect((await app.open().logIn()).status).toBe(200);
    expect(app.mails).toEqual([]);
  });

  it.each(["ü".repeat(128), "😀".repeat(128), "sixsix"])(
    "takes a password of 6 to 128 characters: %s",
    async (password) => {
      expect((await app.open().post("/auth/register", { ...carol, password })).status).toBe(200);
      expect((await app.open().logIn("auth_site", "carol", password.normalize("NFD"))).status).toBe(200);
      expect((await app.open().logIn("auth_site", "carol", password.slice(0, -1))).status).toBe(401);
    },
  );

  it("has one winner of many at once, of a name and of an email", async () => {
    const registrations = Array.from({ length: 8 }, (_, index) =>
      app.open().post("/auth/register", { ...carol, password: `secret ${index}` }),
    );
    const statuses = (await Promise.all(registrations)).map(({ status }) => status);
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, ...Array(7).fill(409)]);
  });
});

describe("a mailed token", () => {
  it("goes to the new user's address alone, and verifies it once", async () => {
    const browser = app.open();
    const { body, set } = await browser.post("/auth/register", carol);
    const [mail] = app.mails;
    const token = tokenIn(mail?.text);
    expect([app.mails.length, mail?.to]).toEqual([1, carol.email]);
    expect(JSON.stringify([body, set])).not.toContain(token);
    const answers = await Promise.all([1, 2, 3].map(() => app.open().post("/auth/verify_email", { token })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 400, 400]);
    expect(answers.map(({ set: cookies }) => cookies)).toEqual([{}, {}, {}]);
    expect((await browser.get("/auth/me")).body).toMatchObject({ username: "carol", email_verified: true });
    await browser.logIn();
    expect((await browser.get("/auth/me")).body).toMatchObject({ username: "alice", email_verified: false });
  });

  it("expires, and is refused where it is altered or unknown", async () => {
    await app.open().post("/auth/register", carol);
    const token = tokenIn(app.mails[0]?.text);
    for (const wrong of [`${token}x`, token.slice(1), "", "garbage"]) {
      expect((await app.open().post("/auth/verify_email", { token: wrong })).status).toBe(400);
    }
    app.clock.at += 30_000;
    expect((await app.open().post("/auth/verify_email", { token })).status).toBe(400);
  });
});
