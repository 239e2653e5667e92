import { beforeEach, describe, expect, it } from "vitest";
import { UsageError } from "../../errors.ts";
import { createAuthApp } from "../../testing/pattmayne-service.ts";
import { prepareAuthApp } from "./prepare.ts";

let app: Awaited<ReturnType<typeof createAuthApp>>;
let operator: ReturnType<typeof app.open>;
beforeEach(async () => {
  app = await createAuthApp();
  operator = app.open();
  await operator.logIn("auth_site", "opera");
});

const added = { client_id: "blog", redirect_uri: "http://blog.example" };
const put = (browser: ReturnType<typeof app.open>, id: string, body: unknown) =>
  browser.ask(`/admin/clients/${id}`, {
    method: "PUT",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

describe("an operator", () => {
  it("adds a client, whose secret is shown once and works", async () => {
    const { status, body, headers } = await operator.post("/admin/clients", added);
    expect([status, body["client_id"], headers.get("cache-control")]).toEqual([200, "blog", "no-store"]);
    expect(body["client_secret"]).toMatch(/^[\w-]{43}$/);
    const login = await app.open().logIn("blog");
    expect(login.body["redirect_uri"]).toMatch(/^http:\/\/blog\.example\?code=[\w-]{43}$/);
    const back = app.back("blog", String(body["client_secret"]));
    expect(await back.isGood(await back.receive(login))).toBe(true);
    const changed = await put(operator, "blog", { redirect_uri: "https://blog.example/", is_active: true });
    expect(changed.body).toEqual({ client_id: "blog", redirect_uri: "https://blog.example/", is_active: true });
  });

  it("gives a client another secret: the old one is dead, and the tokens of its users are not", async () => {
    const held = await app.back("shop").receive(await app.open().logIn("shop"));
    const { status, body } = await operator.post("/admin/clients/shop/secret");
    expect(status).toBe(200);
    expect((await app.back("shop").exchange(held)).status).toBe(401);
    expect(await app.back("shop", String(body["client_secret"])).isGood(held)).toBe(true);
  });

  it("changes where users are sent, and whether they are", async () => {
    expect((await put(operator, "shop", { redirect_uri: "https://new.example/x", is_active: true })).status).toBe(200);
    expect((await app.open().logIn("shop")).body["redirect_uri"]).toMatch(/^https:\/\/new\.example\/x\?code=/);
    await put(operator, "shop", { redirect_uri: "https://new.example/x", is_active: false });
    expect((await app.open().logIn("shop")).status).toBe(403);
  });

  it.each([
    [{ ...added, client_id: "shop" }, 409],
    [{ ...added, client_id: "auth_site" }, 409],
    [{ ...added, client_id: "a b" }, 422],
    [{ ...added, redirect_uri: "/callback" }, 422],
    [{ ...added, is_active: "yes" }, 422],
    [{ client_id: "blog" }, 422],
  ])("is refused %j", async (client, status) => {
    expect((await operator.post("/admin/clients", client)).status).toBe(status);
    expect((await app.open().logIn("shop")).status).toBe(200);
  });

  it("is told of an unknown client", async () => {
    const change = { redirect_uri: "https://none.example", is_active: true };
    expect((await put(operator, "none", change)).status).toBe(404);
    expect((await operator.post("/admin/clients/none/secret")).status).toBe(404);
  });

  it.each(["https://evil.example", "null"])("is not one for pages of %s", async (origin) => {
    expect((await operator.post("/admin/clients", added, { origin })).status).toBe(403);
  });
});

it.each([
  ["a guest", 401, async () => app.open()],
  [
    "a user",
    403,
    async () => {
      const browser = app.open();
      await browser.logIn();
      return browser;
    },
  ],
  [
    "an operator whose token has expired",
    401,
    async () => {
      app.clock.at += 10_000;
      return operator;
    },
  ],
])("%s is refused on the operator's routes, and changes nothing", async (_, status, open) => {
  const browser = await open();
  const answers = [
    await browser.post("/admin/clients", added),
    await put(browser, "shop", { redirect_uri: "https://evil.example", is_active: true }),
    await browser.post("/admin/clients/shop/secret"),
  ];
  expect(answers.map((answer) => answer.status)).toEqual([status, status, status]);
  expect((await app.open().logIn("blog")).status).toBe(404);
  const held = await app.back("shop").receive(await app.open().logIn("shop"));
  expect(held["username"]).toBe("alice");
});

it("a start without the operator's account is refused, and one with known clients leaves them as they are", async () => {
  const start = { clients: [], operator: "nobody" };
  await expect(prepareAuthApp(app.env, start)).rejects.toThrow(
    new UsageError("--operator: there is no nobody; give the name of an account, and add it with --accounts"),
  );
  const other = { clientId: "shop", secret: "another secret of it", redirectUri: "https://b.example", isActive: true };
  await prepareAuthApp(app.env, { clients: [other] });
  expect((await app.open().logIn("shop")).body["redirect_uri"]).toMatch(/^https:\/\/shop\.example\//);
});
