import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { httpRequest, withHeader } from "../kit/http.ts";
import { CannotTest, PreparationFailed } from "../model/errors.ts";
import type { HttpOperation, HttpWire } from "../model/wire.ts";
import { fakeClock } from "../testing/clock.ts";
import { recorderWith } from "../testing/recorder.ts";
import { closeServersAfterEach, listen } from "../testing/servers.ts";
import { target } from "../testing/targets.ts";
import { http } from "./http-caller.ts";
import { createSecrets } from "./secrets.ts";

closeServersAfterEach();

const login: HttpOperation = {
  before: [
    { method: "GET", path: "/csrf", take: { csrf: { at: "/csrf" } } },
    {
      method: "POST",
      path: "/begin",
      form: { csrf: "{csrf}", user: "{username}" },
      take: { flow: { header: "x-flow" } },
    },
  ],
  method: "POST",
  path: "/login/{flow}",
  headers: { "x-csrf": "{csrf}" },
  json: { password: "{password}" },
  outcomes: { success: { status: "200" } },
  take: { accessToken: { cookie: "sid" } },
};
const CSRF = "csrf-token-of-this-login";
type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const ANSWERS: Readonly<Record<string, Answer>> = {
  "/csrf": (_, response) => response.setHeader("set-cookie", "pre=Qx7mZ2pL9vR4tK8w; Path=/").end(`{"csrf":"${CSRF}"}`),
  "/begin": (_, response) =>
    response
      .writeHead(302, { "x-flow": "f1", "set-cookie": ["step=2", "pre=; Max-Age=0"], location: "/elsewhere" })
      .end(),
  "/login/f1": (_, response) => response.setHeader("set-cookie", "sid=the-session-of-alice").end("{}"),
};

/** A caller of a server that answers so, but for what is given; `asked` is what it was asked. */
async function start(otherwise: Readonly<Record<string, Answer>> = {}, operation = login) {
  const answers = { ...ANSWERS, ...otherwise };
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { method, url = "", headers } = request;
    const body = Buffer.concat(await request.toArray()).toString("utf8");
    const { cookie = "-", "x-csrf": csrf = "-", "x-more": more = "-" } = headers;
    asked.push([method, url, cookie, csrf, more, body].join(" "));
    (answers[url] ?? ((_, missing) => missing.writeHead(404).end()))(request, response);
  });
  const clock = fakeClock();
  const wire: HttpWire = { transport: "http", secrets: ["accessToken"], operations: { login: operation } };
  const way = http.open(target({ url: `http://127.0.0.1:${await listen(server)}` }), wire, { clock, maxWaitMs: 1000 });
  onTestFinished(() => way.close());
  const secrets = createSecrets();
  const recorder = recorderWith({ clock, secrets, secretRoles: wire.secrets });
  return { asked, recorder, secrets, caller: way.caller(recorder), probe: () => way.probe(recorder, "login") };
}
const ALICE = { username: "alice", password: "hunter22" };

describe("steps before an operation", () => {
  it("are asked in their order, and pass on what they take and the cookies that are set; none is followed", async () => {
    const { asked, caller } = await start();
    const exchange = await caller.call("login", ALICE, { request: withHeader("x-more", "1") });
    expect(asked).toEqual([
      "GET /csrf - - - ",
      `POST /begin pre=Qx7mZ2pL9vR4tK8w - - csrf=${CSRF}&user=alice`,
      `POST /login/f1 step=2 ${CSRF} 1 {"password":"hunter22"}`,
    ]);
    expect(exchange).toMatchObject({ outcome: "success", sent: ALICE, taken: { accessToken: "the-session-of-alice" } });
  });

  it("are on the record, each an exchange of its own that belongs to no operation", async () => {
    const { caller, recorder } = await start();
    await caller.call("login", ALICE);
    await caller.call("login", ALICE);
    expect(recorder.exchanges().map(({ step, operation, sent }) => [step, operation, sent])).toEqual([
      ["before login", undefined, {}],
      ["before login (2)", undefined, { username: "alice" }],
      ["login", "login", ALICE],
      ["before login (3)", undefined, {}],
      ["before login (4)", undefined, { username: "alice" }],
      ["login (2)", "login", ALICE],
    ]);
    expect(recorder.exchanges()[0]).not.toHaveProperty("name");
  });

  it("yield secrets: what they take, and cookies that could be a session", async () => {
    const { caller, secrets } = await start();
    await caller.call("login", ALICE);
    expect(secrets.all().map(({ label }) => label)).toEqual(["cookie#1", "csrf#1", "flow#1", "accessToken#1"]);
  });

  it.each<[string, Readonly<Record<string, Answer>>, RegExp]>([
    [
      "answers with an error",
      { "/csrf": (_, response) => response.writeHead(403).end("no") },
      /^before login, GET \S+\/csrf said refused: 403 no$/,
    ],
    [
      "fails",
      { "/begin": (_, response) => response.writeHead(500).end() },
      /^before login \(2\), POST \S+\/begin said serverError: 500/,
    ],
    [
      "does not answer",
      { "/csrf": (_, response) => void response.socket?.destroy() },
      /^before login, GET \S+\/csrf said unanswered: /,
    ],
    [
      "does not yield what it has to",
      { "/csrf": (_, response) => response.end("{}") },
      /^before login, GET \S+\/csrf succeeded, but take\.csrf: \/csrf finds nothing; the answer has the body {}$/,
    ],
  ])("fail the preparation where one %s, and nothing more is asked", async (_, otherwise, message) => {
    const { asked, caller, recorder } = await start(otherwise);
    const failure = await caller.call("login", ALICE).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PreparationFailed);
    expect((failure as PreparationFailed).message).toMatch(message);
    expect((failure as PreparationFailed).exchange).toBe(recorder.exchanges().at(-1));
    expect(asked.filter((each) => each.includes("/login"))).toEqual([]);
  });

  it("hold up nobody who waits for the operation, where they fail", async () => {
    const { caller } = await start({ "/csrf": (_, response) => response.writeHead(403).end() });
    let arrived = false;
    const beforeLastByte = async () => {
      arrived = true;
    };
    await expect(caller.call("login", ALICE, { exactly: { beforeLastByte } })).rejects.toThrow(PreparationFailed);
    expect(arrived).toBe(true);
  });

  it("are asked again where the target asks to be asked later: what they yield may be good but once", async () => {
    let busy = true;
    const { asked, caller, recorder } = await start({
      "/login/f1": (_, response) => {
        if (!busy) return void response.end("{}");
        busy = false;
        response.writeHead(429, { "retry-after": "0" }).end();
      },
      "/csrf": (_, response) => void response.end(`{"csrf":"for-login-${asked.length}"}`),
    });
    const exchange = await caller.call("login", ALICE);
    expect(exchange).toMatchObject({ outcome: "success", step: "login" });
    expect(httpRequest(exchange).headers).toContainEqual(["x-csrf", "for-login-4"]);
    expect(asked.map((each) => each.split(" ")[1])).toEqual([
      "/csrf",
      "/begin",
      "/login/f1",
      "/csrf",
      "/begin",
      "/login/f1",
    ]);
    expect(recorder.exchanges().filter(({ operation }) => operation === "login")).toEqual([exchange]);
  });

  it("are asked also for a look, and where one fails that is what is seen", async () => {
    const operation = { ...login, path: "/login/f1" };
    expect(await (await start({}, operation)).probe()).toMatchObject({ operation: "login", outcome: "success" });
    const failing = await start({ "/csrf": (_, response) => response.writeHead(404).end() }, operation);
    expect(await failing.probe()).toMatchObject({ step: "before login", outcome: "refused" });
  });
});

it("a value that would become an ordinary text is not sent", async () => {
  const { before: _, json: __, ...bare } = login;
  const known: HttpWire = { transport: "http", secrets: [], operations: { login } };
  const wire = { login: { ...bare, form: { password: "{password}" } } };
  const clock = fakeClock();
  const way = http.open(target({ wire }), known, { clock, maxWaitMs: 0 });
  onTestFinished(() => way.close());
  await expect(way.caller(recorderWith({ clock })).call("login", { password: 5 })).rejects.toThrow(
    new CannotTest("the target's wire carries password as text, and no other type"),
  );
});

it("what a target file sends as it is, and is a secret by its name, is registered as one", async () => {
  const basic = { username: "app", password: "client-password" };
  const form = { client_secret: "client-secret", grant_type: "password", password: "{password}" };
  const bare = { method: "POST", path: "/login", outcomes: {}, take: {} };
  const { secrets } = await start(
    {},
    { ...bare, basic, form, headers: { "X-Api-Key": "key", authorization: "Token abc" } },
  );
  expect(secrets.all()).toEqual([
    { value: "key", label: "X_Api_Key#1" },
    { value: "abc", label: "authorization#1" },
    { value: "client-secret", label: "client_secret#1" },
    { value: "client-password", label: "client_secret#2" },
  ]);
});
