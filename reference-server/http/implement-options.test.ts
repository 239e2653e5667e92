import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { defaults } from "../config.ts";
import { createEnv } from "../env.ts";
import { implement } from "./implement.ts";
import type { Handlers, Operation } from "./operation.ts";
import { refusePlain } from "./plain.ts";
import { type RenderProblem, RequestProblem } from "./problem.ts";

const table = {
  put: {
    method: "POST",
    path: "/thing",
    security: [],
    query: z.object({}),
    cookies: z.object({ a: z.string().optional() }),
    setsCookies: ["a"],
    body: null,
    responses: { "204": { contentType: null, headers: { "x-more": z.string().optional() }, body: null } },
  },
} as const;

const log = { info: vi.fn(), error: vi.fn() };
const env = createEnv(defaults, log, (made) => ({ ...made, arrivals: { ...made.arrivals, now: () => 1_000.5 } }));
const put = vi.fn<Handlers<typeof table>["put"]>();
const render: RenderProblem = (status, detail, headers = {}) =>
  new Response(`${status}: ${detail}`, { status, headers: { ...headers, "x-own": "yes" } });
const guard = (request: Request) => {
  if (request.headers.has("origin")) throw new RequestProblem(403, "Not from there.");
};
const app = implement(table, { put }, env, { bodyLimit: 4, render, guard });
const post = (headers: Record<string, string> = {}) => app.request("/thing", { method: "POST", headers });

beforeEach(() => {
  vi.resetAllMocks();
  put.mockResolvedValue({ status: 204, headers: {}, cookies: { a: { value: "x", maxAge: 5 } } });
});

describe("a handler", () => {
  it("is given the cookies that its operation takes, and no other", async () => {
    await post({ cookie: "a=1; b=2" });
    expect(put.mock.lastCall?.[0].cookies).toEqual({ a: "1" });
  });

  it("is told when the request arrived", async () => {
    await post();
    await app.fetch(new Request("http://a/thing", { method: "POST" }), { arrivedAt: 999.25 });
    expect(put.mock.calls.map(([{ arrivedAt }]) => arrivedAt)).toEqual([1_000.5, 999.25]);
  });

  it("may answer without a body, and sets cookies", async () => {
    const response = await post();
    expect([response.status, response.body, response.headers.get("content-type")]).toEqual([204, null, null]);
    expect(response.headers.getSetCookie()).toEqual(["a=x; Max-Age=5; Path=/; HttpOnly; Secure; SameSite=Strict"]);
  });

  it("sends a header that its operation can do without, or leaves it out", async () => {
    expect((await post()).headers.has("x-more")).toBe(false);
    put.mockResolvedValue({ status: 204, headers: { "x-more": "1" }, cookies: { a: { value: "x", maxAge: 5 } } });
    expect((await post()).headers.get("x-more")).toBe("1");
  });

  it("that sets another cookie is a fault of ours", async () => {
    const cookies = { a: { value: "x", maxAge: 5 }, b: { value: "secret", maxAge: 5 } };
    put.mockResolvedValue({ status: 204, headers: {}, cookies });
    const response = await post();
    expect([response.status, response.headers.getSetCookie()]).toEqual([500, []]);
    expect(log.error).toHaveBeenCalledWith({ fault: expect.stringContaining("the cookie b") }, expect.anything());
  });
});

describe("an operation", () => {
  const get = vi.fn();
  const thing = {
    method: "GET",
    path: "/things/{id}/parts",
    security: [],
    params: z.object({ id: z.string().max(3) }),
    query: z.object({}),
    cookies: z.object({}),
    setsCookies: [],
    maySetCookies: ["b"],
    body: null,
    responses: { "204": { contentType: null, headers: {}, body: null } },
  } as const;
  const service = implement({ thing }, { thing: get }, env, { bodyLimit: 4, render });

  it("is given what stands in its path, and the client's address", async () => {
    get.mockResolvedValue({ status: 204 });
    await service.fetch(new Request("http://a/things/x%2Fy/parts"), { address: "192.0.2.1" });
    await service.request("/things/1/parts");
    expect(get.mock.calls.map(([{ params, address }]) => [params, address])).toEqual([
      [{ id: "x/y" }, "192.0.2.1"],
      [{ id: "1" }, ""],
    ]);
    const statuses = ["/things/1234/parts", "/things/1", "/things//parts", "/things/1/2/parts"].map((path) =>
      Promise.resolve(service.request(path)).then(({ status }) => status),
    );
    expect(await Promise.all(statuses)).toEqual([400, 404, 404, 404]);
  });

  it("sets the cookies that it may set where its handler says so", async () => {
    const setBy = async (cookies?: object) => {
      get.mockResolvedValue({ status: 204, cookies });
      const { status, headers } = await service.request("/things/1/parts");
      return [status, headers.getSetCookie()];
    };
    expect(await setBy()).toEqual([204, []]);
    expect(await setBy({ b: undefined })).toEqual([204, []]);
    const attributes = "Max-Age=5; Path=/; HttpOnly; Secure; SameSite=Lax";
    expect(await setBy({ b: { value: "x", maxAge: 5, sameSite: "Lax" } })).toEqual([204, [`b=x; ${attributes}`]]);
    expect(await setBy({ c: { value: "x", maxAge: 5 } })).toEqual([500, []]);
  });
});

describe("a service", () => {
  it("tells every problem as it is told to", async () => {
    const unlimited = await Promise.all([
      app.request("/nothing"),
      app.request("/thing"),
      app.request("/thing", { method: "POST", body: "12345" }),
      post({ origin: "http://b" }),
      refusePlain({}, env, render).request("/thing"),
    ]);
    expect(unlimited.map(({ status }) => status)).toEqual([404, 405, 413, 403, 400]);
    put.mockRejectedValue(new Error("broken"));
    const rateLimiter = { count: () => 1_500 };
    const limited = implement(table, { put }, { ...env, rateLimiter }, { bodyLimit: 4, render }).request("/thing");
    const all = [...unlimited, await post(), await limited];
    expect(all.slice(-2).map(({ status }) => status)).toEqual([500, 429]);
    expect(all.map(({ headers }) => headers.get("x-own"))).toEqual(Array(7).fill("yes"));
  });

  it("adds headers to the answer of what is refused when it is read, and to no other", async () => {
    const headersOfRefusal = async ({ path }: Operation, request: Request) => ({
      "x-of": `${path} ${request.headers.get("x-from")}`,
    });
    const options = { bodyLimit: 4, render, headersOfRefusal };
    const service = implement({ put: { ...table.put, query: z.object({ a: z.string() }) } }, { put }, env, options);
    const ask = async (path: string) =>
      (await service.request(path, { method: "POST", headers: { "x-from": "me" } })).headers.get("x-of");
    expect([await ask("/thing"), await ask("/thing?a=1"), await ask("/nothing")]).toEqual(["/thing me", null, null]);
  });

  it("runs no handler for what its guard refuses", async () => {
    expect(await (await post({ origin: "http://b" })).text()).toBe("403: Not from there.");
    expect(put).not.toHaveBeenCalled();
  });
});
