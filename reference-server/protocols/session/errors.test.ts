import { OAuthError } from "@authmark/protocols/session/schemas";
import { beforeEach, expect, it } from "vitest";
import { createSessionClient } from "../../testing/session-client.ts";

let client: Awaited<ReturnType<typeof createSessionClient>>;
beforeEach(async () => {
  client = await createSessionClient({ bodyLimit: 64 });
});

const send = (path: string, init: RequestInit) =>
  client.send(path, { headers: { "content-type": "application/json" }, ...init });
const post = (body: string) => send("/login", { method: "POST", body });

it.each([
  ["malformed JSON", () => post('{"username":'), 400],
  ["an empty body", () => post(""), 400],
  ["a missing field", () => post('{"username": "alice"}'), 400],
  ["a field of another type", () => post('{"username": "alice", "password": ["x"]}'), 400],
  ["a body over the limit", () => post(" ".repeat(65)), 413],
  ["another media type", () => send("/login", { method: "POST", body: "a=b", headers: {} }), 415],
  ["an unknown path", () => send("/nothing", {}), 404],
  ["another method", () => send("/login", {}), 405],
])("%s is refused as OAuth spells it", async (_, refuse, status) => {
  const response = await refuse();
  const { headers } = response;
  expect([response.status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
    status,
    "application/json",
    "no-store",
  ]);
  expect(OAuthError.strict().parse(await response.json()).error).toBe("invalid_request");
});

it("another method is told which is right", async () => {
  expect((await send("/logout", {})).headers.get("allow")).toBe("POST");
  expect((await send("/session", { method: "POST" })).headers.get("allow")).toBe("GET");
  expect((await send("/session", { method: "HEAD" })).status).toBe(405);
});

it("a fault of the server is told without its cause", async () => {
  Object.assign(client.env.passwords, {
    verify: () => Promise.reject(new Error("broken")),
  });
  const response = await post('{"username": "alice", "password": "x"}');
  expect([response.status, await response.json()]).toEqual([
    500,
    { error: "server_error", error_description: expect.not.stringContaining("broken") },
  ]);
});
