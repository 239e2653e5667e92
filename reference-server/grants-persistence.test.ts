import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { Agent, request } from "undici";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createBrowser, parameterOf } from "./testing/pattmayne-service.ts";
import { createProcesses } from "./testing/processes.ts";
import { describeStores } from "./testing/stores.ts";

// Two processes, one store.

const password = "correct horse";
describeStores(({ newOption }) => {
  let directory: string;
  let store: string;
  const { start, killAll } = createProcesses(() => directory, "pattmayne");
  beforeEach(async () => {
    store = await newOption();
    directory = await mkdtemp(join(tmpdir(), "authmark-"));
    const accounts = ["alice", "bobby"].map((username) => ({ username, password, email: `${username}@example.org` }));
    const client = { client_id: "shop", client_secret: "the secret of shop", redirect_uri: "https://shop.example" };
    await writeFile(join(directory, "accounts.json"), JSON.stringify(accounts));
    await writeFile(join(directory, "clients.json"), JSON.stringify([client]));
  });
  afterEach(async () => {
    killAll();
    await rm(directory, { recursive: true });
  });

  const settings = "--accounts accounts.json --clients clients.json --log silent --rate-limit off";
  const startOne = (...more: string[]) =>
    start("--store", store, ...settings.split(" "), "--argon2-memory", "8", "--argon2-passes", "1", ...more);
  const open = (url: string) => createBrowser((path, init) => fetch(url + path, init));
  const credentials = { client_id: "shop", client_secret: "the secret of shop" };
  const logIn = { username_or_email: "alice", password, client_id: "shop" };
  const redeem = (url: string, code: string) => open(url).post("/ext_auth/verify_auth_code", { ...credentials, code });
  const exchange = (url: string, { user_id, refresh_token }: Readonly<Record<string, unknown>>) =>
    open(url).post("/ext_auth/refresh", { ...credentials, user_id, refresh_token });
  const isGood = async (url: string, { user_id, refresh_token: token }: Readonly<Record<string, unknown>>) =>
    (await open(url).post("/ext_auth/check_refresh", { ...credentials, user_id, token })).body["is_valid"];

  it("of redemptions and exchanges at two processes at once one wins, and a logout leaves nothing alive, round after round", async () => {
    const urls = [(await startOne()).url, (await startOne()).url];
    const [here = "", there = ""] = urls;
    for (let round = 0; round < 10; round++) {
      const browser = open(here);
      const code = parameterOf(await browser.post("/auth/login", logIn), "code");
      const redeemed = await Promise.all([here, there, here, there].map((url) => redeem(url, code)));
      expect(redeemed.filter(({ status }) => status === 200)).toHaveLength(1);
      // Whoever came second has ended what the first got.
      const again = parameterOf(await browser.post("/auth/login", { client_id: "shop" }), "code");
      const { body: held } = await redeem(there, again);
      const exchanged = await Promise.all([here, there, here, there].map((url) => exchange(url, held)));
      const [won, ...others] = exchanged.filter(({ status }) => status === 200);
      expect([won?.status, others]).toEqual([200, []]);
      const last = { ...held, ...won?.body };
      expect([await isGood(here, last), await isGood(there, held)]).toEqual([true, false]);

      const late = parameterOf(await browser.post("/auth/login", { client_id: "shop" }), "code");
      const racers = [
        () => redeem(here, late),
        () => open(there).post("/ext_auth/logout", { ...credentials, user_id: held["user_id"] }),
        () => exchange(here, last),
        () => browser.post("/auth/refresh"),
      ];
      const turned = [...racers.slice(round % 4), ...racers.slice(0, round % 4)];
      const answers = await Promise.all(turned.map((race) => race()));
      for (const { body } of answers) {
        const token = { user_id: held["user_id"], refresh_token: body["refresh_token"] ?? "" };
        expect(await isGood(there, token)).toBe(false);
      }
      expect((await browser.get("/auth/me")).status).toBe(401);
      expect((await redeem(there, late)).status).toBe(401);
    }
  });

  it("what is alive at one process is so at the other and after a restart, and what is dead is dead", async () => {
    const [first, second] = [await startOne(), await startOne()];
    const [alice, bobby] = [open(first.url), open(first.url)];
    const { body: held } = await redeem(second.url, parameterOf(await alice.post("/auth/login", logIn), "code"));
    const spent = parameterOf(
      await bobby.post("/auth/login", { ...logIn, username_or_email: "bobby@example.org" }),
      "code",
    );
    const { body: kept } = await redeem(first.url, spent);
    const old = new Map(alice.jar);
    expect((await alice.post("/auth/logout")).status).toBe(200);
    await Promise.all([first.stop(), second.stop()]);

    const { url } = await startOne();
    const [dead, alive] = [open(url), open(url)];
    for (const [name, value] of old) dead.jar.set(name, value);
    for (const [name, value] of bobby.jar) alive.jar.set(name, value);
    expect([(await dead.get("/auth/me")).status, (await dead.post("/auth/refresh")).status]).toEqual([401, 401]);
    expect([await isGood(url, held), (await exchange(url, held)).status]).toEqual([false, 401]);
    expect((await alive.get("/auth/me")).body).toMatchObject({ username: "bobby" });
    expect(await isGood(url, kept)).toBe(true);
    expect((await redeem(url, spent)).status).toBe(401);
    expect(await isGood(url, kept)).toBe(false);
  });

  it("a client app gets its users in over real sockets, and tells them where no auth app answers", async () => {
    const { listeners } = await startOne("--access-ttl", "1", "--outbox", "mails.jsonl");
    const [auth = "", app = ""] = ["auth-app", "client-app"].map(
      (role) => listeners.find((each) => each.role === role)?.url,
    );
    const [there, here] = [
      open(auth),
      createBrowser((path, init) => fetch(app + path, { ...init, redirect: "manual" })),
    ];
    const begun = new URL((await here.get("/login")).headers.get("location") ?? "");
    expect([begun.origin, begun.pathname, begun.searchParams.get("client_id")]).toEqual([auth, "/login", "client_app"]);
    const registration = { username: "carol", email: "carol@example.org", password: "secret", client_id: "client_app" };
    const registered = await there.post("/auth/register", { ...registration, state: begun.searchParams.get("state") });
    const [mail = ""] = (await readFile(join(directory, "mails.jsonl"), "utf8")).split("\n");
    expect(JSON.parse(mail)).toMatchObject({ from: "auth@localhost", to: "carol@example.org" });
    const back = String(registered.body["redirect_uri"]);
    expect(back.startsWith(`${app}/callback?code=`)).toBe(true);
    expect((await here.get(back.slice(app.length))).headers.get("location")).toBe("/me");
    const carol = { user_id: 3, username: "carol", user_role: "player" };
    expect((await here.get("/me")).body).toEqual(carol);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const renewed = await here.get("/me");
    expect([renewed.body, Object.keys(renewed.set)]).toEqual([carol, ["client_jwt"]]);
    expect((await here.post("/logout")).status).toBe(200);
    expect((await there.get("/auth/me")).status).toBe(401);

    await writeFile(join(directory, "secret"), "the secret of shop\n");
    const alone = await startOne(
      "--auth-app",
      "http://127.0.0.1:9",
      "--client-id",
      "shop",
      "--client-secret",
      "secret",
    );
    const url = alone.listeners.find(({ role }) => role === "client-app")?.url ?? "";
    const lost = createBrowser((path, init) => fetch(url + path, { ...init, redirect: "manual" }));
    const away = new URL((await lost.get("/login")).headers.get("location") ?? "");
    expect(away.origin).toBe("http://127.0.0.1:9");
    const answer = await lost.get(`/callback?code=a&state=${away.searchParams.get("state")}`);
    expect([answer.status, answer.body["code"], answer.set]).toEqual([502, 502, {}]);
  });

  it("over TLS the client app trusts the auth app's certificate, and no other", async () => {
    const names = [{ type: 7 as const, ip: "127.0.0.1" }];
    const make = () =>
      generate([{ name: "commonName", value: "localhost" }], {
        extensions: [{ name: "subjectAltName", altNames: names }],
      });
    const [own, other] = await Promise.all([make(), make()]);
    await writeFile(join(directory, "cert.pem"), own.cert);
    await writeFile(join(directory, "key.pem"), own.private);
    await writeFile(join(directory, "other.pem"), other.cert);
    const tls = ["--tls-cert", "cert.pem", "--tls-key", "key.pem"];
    const finish = async (...more: string[]) => {
      const { listeners } = await startOne(...tls, ...more);
      const urlOf = (of: string) => listeners.find(({ role }) => role === of)?.url ?? "";
      const dispatcher = new Agent({ connect: { ca: own.cert } });
      const openOver = (url: string) =>
        createBrowser(async (path, init) => {
          const { statusCode, headers, body } = await request(url + path, {
            method: init.method === "POST" ? "POST" : "GET",
            headers: Object.fromEntries(new Headers(init.headers)),
            body: typeof init.body === "string" ? init.body : null,
            dispatcher,
          });
          const fields = Object.entries(headers).flatMap(([name, value = ""]) =>
            [value].flat().map((each): [string, string] => [name, each]),
          );
          return new Response(await body.text(), { status: statusCode, headers: fields });
        });
      const [there, here] = [openOver(urlOf("auth-app")), openOver(urlOf("client-app"))];
      const state = new URL((await here.get("/login")).headers.get("location") ?? "").searchParams.get("state");
      const back = parameterOf(await there.post("/auth/login", { ...logIn, client_id: "client_app", state }), "code");
      const answer = await here.get(`/callback?code=${back}&state=${state}`);
      await dispatcher.close();
      return [answer.status, answer.headers.get("location")];
    };
    expect(await finish()).toEqual([302, "/me"]);
    expect(await finish("--auth-app-ca", "other.pem")).toEqual([502, null]);
  });
});
