import { describe, expect, it } from "vitest";
import type { HttpOperation } from "../../model/wire.ts";
import { encode } from "./encode.ts";

const BASE = "http://127.0.0.1:1/api";
const operation = (rest: Partial<HttpOperation>): HttpOperation => ({
  method: "POST",
  path: "/login",
  outcomes: {},
  take: {},
  ...rest,
});
const body = (json: HttpOperation["json"] & {}, roles: object) =>
  JSON.parse(String(encode(BASE, operation({ json }), { ...roles }).body));

describe("a request", () => {
  it("without anything is a method and a URL", () => {
    expect(encode(BASE, operation({ method: "GET" }), { username: "alice" })).toEqual({
      kind: "http",
      method: "GET",
      url: `${BASE}/login`,
      headers: [],
    });
  });

  it("carries roles wherever its templates name them", () => {
    const bound = operation({
      path: "/users/{username}/login",
      headers: { authorization: "Bearer {token}", "x-fixed": "yes" },
      query: { limit: "{limit}", fixed: "a b" },
      json: { password: "{password}" },
    });
    expect(encode(BASE, bound, { username: "alice", token: "t/+=", limit: 5, password: "p" })).toEqual({
      kind: "http",
      method: "POST",
      url: `${BASE}/users/alice/login?limit=5&fixed=a+b`,
      headers: [
        ["authorization", "Bearer t/+="],
        ["x-fixed", "yes"],
        ["content-type", "application/json"],
      ],
      body: '{"password":"p"}',
    });
  });

  it.each([
    ["a/b?c#d", "a%2Fb%3Fc%23d"],
    ["ä {x}", "%C3%A4%20%7Bx%7D"],
    ["100%", "100%25"],
    ["\ud800", "%EF%BF%BD"],
    ["", ""],
    [undefined, ""],
  ])("escapes %j in its path", (username, segment) => {
    expect(encode(BASE, operation({ path: "/users/{username}/x" }), { username }).url).toBe(
      `${BASE}/users/${segment}/x`,
    );
  });

  it("escapes its query", () => {
    expect(encode(BASE, operation({ query: { q: "{q}" } }), { q: "a&b=c d" }).url).toBe(`${BASE}/login?q=a%26b%3Dc+d`);
  });
});

describe("a body", () => {
  it("nests, with literals of every type, and lists", () => {
    const json = { a: { b: [1, true, null, "text", { c: "{role}" }] }, d: "x-{role}", e: 1.5, f: [] };
    expect(body(json, { role: "r" })).toEqual({
      a: { b: [1, true, null, "text", { c: "r" }] },
      d: "x-r",
      e: 1.5,
      f: [],
    });
  });

  it.each([[1], [true], [null], [["a"]], [{ $ne: null }], [""]])(
    "gives a role that is a whole value its type: %j",
    (value) => {
      expect(body({ password: "{password}" }, { password: value })).toEqual({ password: value });
    },
  );

  it("does not read a value for a template", () => {
    expect(body({ a: "{a}", b: "is {a}" }, { a: "{b}", b: "no" })).toEqual({ a: "{b}", b: "is {b}" });
  });

  it("may be a text, a role, or nothing but a role that is left out", () => {
    expect(body("{a}", { a: [1] })).toEqual([1]);
    expect(body("{a}", {})).toEqual({});
  });
});

describe("a role that is left out", () => {
  const json = {
    auth: { user: { name: "{username}", secret: { password: "{password}" } } },
    list: ["{password}", "{username}"],
  };

  it("takes its member with it, five levels deep, and its item of a list", () => {
    expect(body(json, { username: "alice" })).toEqual({
      auth: { user: { name: "alice", secret: {} } },
      list: ["alice"],
    });
  });

  it("takes the member of a text that it is a part of", () => {
    expect(body({ a: "{x}/{y}", b: 1 }, { x: "x" })).toEqual({ b: 1 });
  });

  it("takes its header and its parameter with it, and nothing else", () => {
    const bound = operation({
      headers: { authorization: "Bearer {token}", "x-user": "{username}" },
      query: { access_token: "{token}", user: "{username}" },
    });
    const { url, headers } = encode(BASE, bound, { username: "alice" });
    expect(url).toBe(`${BASE}/login?user=alice`);
    expect(headers).toEqual([["x-user", "alice"]]);
  });
});

describe("cookies", () => {
  const bound = operation({ method: "GET", cookies: { access: "{token}", lang: "en" } });

  it("go out in one field, and one without a value in none", () => {
    expect(encode(BASE, bound, { token: "t" }).headers).toEqual([["cookie", "access=t; lang=en"]]);
    expect(encode(BASE, bound, {}).headers).toEqual([["cookie", "lang=en"]]);
    expect(encode(BASE, operation({ method: "GET", cookies: { access: "{token}" } }), {}).headers).toEqual([]);
  });

  it("that answers before have set go with them, unless the binding spells one of that name", () => {
    const kept = new Map([
      ["sid", "s"],
      ["access", "old"],
    ]);
    expect(encode(BASE, bound, { token: "t" }, kept).headers).toEqual([["cookie", "sid=s; access=t; lang=en"]]);
  });
});

describe("HTTP Basic", () => {
  const basic = { username: "{username}", password: "{password}" };

  it("has both credentials, in UTF-8 and base64, and nothing else is done to them", () => {
    const { headers } = encode(BASE, operation({ basic }), { username: "al ice", password: "ä:%" });
    expect(headers).toEqual([["authorization", `Basic ${Buffer.from("al ice:ä:%").toString("base64")}`]]);
  });

  it("is left out where one of them is", () => {
    expect(encode(BASE, operation({ basic }), { username: "alice" }).headers).toEqual([]);
    expect(encode(BASE, operation({ basic }), { password: "p" }).headers).toEqual([]);
  });

  it("may be a client's, beside a user's credentials in the body", () => {
    const bound = operation({ basic: { username: "app", password: "s" }, form: { password: "{password}" } });
    expect(encode(BASE, bound, { password: "p" })).toMatchObject({
      headers: [
        ["authorization", "Basic YXBwOnM="],
        ["content-type", "application/x-www-form-urlencoded"],
      ],
      body: "password=p",
    });
  });
});

describe("a body of another form", () => {
  it("is a form, also an empty one", () => {
    const bound = operation({ form: { grant_type: "password", password: "{password}" } });
    expect(encode(BASE, bound, { password: "a b" }).body).toBe("grant_type=password&password=a+b");
    expect(encode(BASE, bound, {}).body).toBe("grant_type=password");
    expect(encode(BASE, operation({ form: { password: "{password}" } }), {}).body).toBe("");
  });

  it("is a text, or none where a value in it is left out", () => {
    const bound = operation({ text: { type: "application/xml", content: "<p>{password}</p>" } });
    expect(encode(BASE, bound, { password: "p" })).toMatchObject({
      headers: [["content-type", "application/xml"]],
      body: "<p>p</p>",
    });
    const without = encode(BASE, bound, {});
    expect(without.headers).toEqual([]);
    expect(without).not.toHaveProperty("body");
  });
});

it("a value that is no text is JSON where only text can stand", () => {
  const bound = operation({ headers: { authorization: "Bearer {token}" }, path: "/{token}" });
  const { headers, url } = encode(BASE, bound, { token: { $ne: null } });
  expect(headers).toEqual([["authorization", 'Bearer {"$ne":null}']]);
  expect(url).toBe(`${BASE}/%7B%22%24ne%22%3Anull%7D`);
});
