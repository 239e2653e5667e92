import { Problem } from "@authmark/protocols/hmail/schemas";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { defaults } from "../config.ts";
import { createEnv } from "../env.ts";
import { implement } from "./implement.ts";
import type { Handlers } from "./operation.ts";

const refused = { contentType: "application/problem+json", headers: {}, body: Problem };
const table = {
  create: {
    method: "POST",
    path: "/things",
    security: [],
    query: z.object({}),
    cookies: z.object({}),
    setsCookies: [],
    body: z.object({ name: z.string() }),
    responses: {
      "200": {
        contentType: "application/json",
        headers: { "cache-control": z.literal("no-store") },
        body: z.object({ name: z.string() }),
      },
      "4XX": refused,
    },
  },
  list: {
    method: "GET",
    path: "/things",
    security: ["BearerAuth"],
    query: z.object({ limit: z.string().regex(/^\d+$/) }),
    cookies: z.object({}),
    setsCookies: [],
    body: null,
    responses: { "200": { contentType: "application/json", headers: {}, body: z.string().max(20) }, "4XX": refused },
  },
} as const;

const log = { info: vi.fn(), error: vi.fn() };
const env = createEnv(defaults, log, (made) => ({ ...made, clock: { now: () => 0 } }));
const handlers = {
  create: vi.fn<Handlers<typeof table>["create"]>(),
  list: vi.fn<Handlers<typeof table>["list"]>(),
};
const app = implement(table, handlers, env, { bodyLimit: 64 });

beforeEach(() => {
  vi.resetAllMocks();
  handlers.create.mockImplementation(async ({ body }) => ({
    status: 200,
    body,
    headers: { "cache-control": "no-store" },
  }));
  handlers.list.mockImplementation(async ({ bearer = "nobody" }) => ({ status: 200, body: bearer }));
});

const post = (body: string | Uint8Array<ArrayBuffer>, type = "application/json", path = "/things") =>
  app.request(path, { method: "POST", body, headers: { "content-type": type } });

async function expectProblem(response: Response | Promise<Response>, status: number): Promise<Response> {
  const answer = await response;
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(Problem.strict().parse(await answer.json()).status).toBe(status);
  return answer;
}

describe("a request", () => {
  it("that is as declared reaches its handler, without the members that are not", async () => {
    const response = await post('{"name": "a", "other": 1, "__proto__": {}}', "Application/JSON; charset=utf-8");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ name: "a" });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(handlers.create.mock.lastCall?.[0].body).toEqual({ name: "a" });
  });

  it.each([
    ["of another media type", () => post("{}", "text/plain"), 415],
    ["of a media type that only begins like JSON", () => post("{}", "application/json-patch"), 415],
    ["without a media type", () => app.request("/things", { method: "POST", body: new Uint8Array([123, 125]) }), 415],
    ["that is empty", () => post(""), 400],
    ["that is malformed JSON", () => post('{"name": secret}'), 400],
    ["that is not UTF-8", () => post(Buffer.from('{"name": "\xff"}', "latin1")), 400],
    ["that is only nesting", () => post("[".repeat(64)), 400],
    ["of the wrong shape", () => post('{"name": ["secret"]}'), 422],
    ["without a required member", () => post('{"secret": 1}'), 422],
    ["that is over the limit", () => post(" ".repeat(65)), 413],
  ])("with a body %s is refused, and not echoed", async (_, send, status) => {
    const response = await send();
    expect(await response.clone().text()).not.toContain("secret");
    await expectProblem(response, status);
    expect(handlers.create).not.toHaveBeenCalled();
  });

  it("may have a body as long as the limit", async () => {
    expect((await post(`{"name": "a"}${" ".repeat(51)}`)).status).toBe(200);
  });

  it("with a body that is over the limit and has no declared length is refused", async () => {
    const body = new Blob([" ".repeat(65)]).stream();
    const request = new Request("http://a/things", {
      method: "POST",
      body,
      duplex: "half",
      headers: { "content-type": "application/json" },
    });
    await expectProblem(app.request(request), 413);
  });

  it.each(["", "?limit=x", "?limit=1&limit=2", "?limit="])("with the query %j is refused", async (query) => {
    await expectProblem(app.request(`/things${query}`), 400);
    expect(handlers.list).not.toHaveBeenCalled();
  });

  it("may have query parameters that no operation knows", async () => {
    expect((await app.request("/things?limit=1&x=1&x=2")).status).toBe(200);
  });

  it("with two Host fields is refused", async () => {
    await expectProblem(
      app.request("/things?limit=1", {
        headers: [
          ["host", "a"],
          ["host", "b"],
        ],
      }),
      400,
    );
  });

  it("carries a bearer only to operations that take one", async () => {
    const headers = { authorization: "Bearer abc", "content-type": "application/json" };
    expect(await (await app.request("/things?limit=1", { headers })).json()).toBe("abc");
    await app.request("/things", { method: "POST", headers, body: '{"name": "a"}' });
    expect(handlers.create.mock.lastCall?.[0].bearer).toBeUndefined();
  });
});

describe("a path", () => {
  it.each(["/", "/things/", "//things", "/Things", "/thing%73", "/things%2f", "/things/1"])(
    "%s is not /things",
    async (path) => {
      await expectProblem(app.request(`http://a${path}?limit=1`), 404);
      expect(handlers.list).not.toHaveBeenCalled();
    },
  );

  it("is routed as the request line spells it, where that is known", async () => {
    await expectProblem(app.fetch(new Request("http://a/x/../things?limit=1"), { path: "/x/../things" }), 404);
  });
});

describe("a method", () => {
  it.each(["PUT", "DELETE", "PATCH", "OPTIONS", "QUERY"])(
    "%s is refused with those that are allowed",
    async (method) => {
      const response = await expectProblem(app.request("/things?limit=1", { method }), 405);
      expect(response.headers.get("allow")).toBe("POST, GET");
    },
  );

  it("HEAD is refused too, and runs no handler", async () => {
    const response = await app.request("/things?limit=1", { method: "HEAD" });
    expect([response.status, response.headers.get("allow"), await response.text()]).toEqual([405, "POST, GET", ""]);
    expect(handlers.list).not.toHaveBeenCalled();
  });

  it("cannot be overridden by a header", async () => {
    await post('{"name": "a"}');
    const headers = { "x-http-method-override": "POST", "content-type": "application/json" };
    await app.request("/things?limit=1", { headers });
    expect(handlers.create).toHaveBeenCalledTimes(1);
  });
});

describe("a response", () => {
  it("has no member that is not declared", async () => {
    const body = { name: "a", password: "b" };
    handlers.create.mockResolvedValue({ status: 200, body, headers: { "cache-control": "no-store" } });
    expect(await (await post('{"name": "a"}')).json()).toEqual({ name: "a" });
  });

  it("that is not as declared is a fault of ours: logged without its content", async () => {
    handlers.list.mockResolvedValue({ status: 200, body: "a secret that is longer than 20" });
    await expectProblem(app.request("/things?limit=1"), 500);
    expect(log.error).toHaveBeenCalledWith({ fault: expect.stringContaining("too_big at /") }, expect.anything());
    expect(JSON.stringify(log.error.mock.calls)).not.toContain("secret");
  });

  it("of a handler that throws is a problem, and logged", async () => {
    handlers.list.mockRejectedValue(new Error("broken"));
    const response = await app.request("/things?limit=1");
    expect(await response.clone().text()).not.toContain("broken");
    await expectProblem(response, 500);
    expect(log.error).toHaveBeenCalledOnce();
  });

  it("is dated by the server's clock, and shares nothing with other origins", async () => {
    const { headers } = await app.request("/things?limit=1", { headers: { origin: "https://evil.example" } });
    expect(headers.get("date")).toBe("Thu, 01 Jan 1970 00:00:00 GMT");
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

it("logs one line a request, with the route and nothing that was sent", async () => {
  const headers = { authorization: "Bearer hunter22", "content-type": "application/json", cookie: "hunter22" };
  await app.request("/things?limit=1&token=hunter22", { headers });
  await app.request("/things", { method: "POST", headers, body: '{"name": "hunter22"}' });
  await app.request("/hunter22", { headers });
  expect(log.info.mock.calls).toEqual([
    [{ method: "GET", route: "/things", status: 200, ms: expect.any(Number) }, "request"],
    [{ method: "POST", route: "/things", status: 200, ms: expect.any(Number) }, "request"],
    [{ method: "GET", route: "/*", status: 404, ms: expect.any(Number) }, "request"],
  ]);
  expect(log.error).not.toHaveBeenCalled();
});
