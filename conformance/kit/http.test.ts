import { describe, expect, it } from "vitest";
import type { HttpRequest } from "../model/exchange.ts";
import { exchange, unanswered } from "../testing/exchanges.ts";
import {
  cookiesOf,
  everythingSaid,
  fields,
  mapAuthorization,
  mapPath,
  withBody,
  withContentType,
  withHeader,
  withMethod,
  withQuery,
} from "./http.ts";

const request: HttpRequest = {
  kind: "http",
  method: "POST",
  url: "http://127.0.0.1:1/path?a=1",
  headers: [
    ["Authorization", "Bearer abc"],
    ["content-type", "application/json"],
  ],
  body: "{}",
};
const [authorization, contentType] = request.headers;

describe("a request", () => {
  it.each([
    [
      "another Authorization",
      mapAuthorization((value) => value.replace("Bearer", "Basic")),
      { headers: [["Authorization", "Basic abc"], contentType] },
    ],
    [
      "two Authorization fields",
      mapAuthorization((value) => [value, "Bearer x"]),
      { headers: [authorization, ["Authorization", "Bearer x"], contentType] },
    ],
    ["no Authorization", mapAuthorization(() => []), { headers: [contentType] }],
    ["another body", withBody({ base64: "/w==" }), { body: { base64: "/w==" } }],
    ["another media type", withContentType("text/plain"), { headers: [authorization, ["content-type", "text/plain"]] }],
    ["one more field", withHeader("cookie", "a=1"), { headers: [...request.headers, ["cookie", "a=1"]] }],
    ["another path", mapPath((path) => `${path.toUpperCase()}//x`), { url: "http://127.0.0.1:1/PATH//x?a=1" }],
    ["more parameters", withQuery({ a: "2", "b c": "d&e" }), { url: "http://127.0.0.1:1/path?a=1&a=2&b+c=d%26e" }],
  ])("gets %s, and is otherwise as it was", (_, change, changed) => {
    const before = structuredClone(request);
    expect(change(request)).toEqual({ ...request, ...changed });
    expect(request).toEqual(before);
  });

  it.each([
    ["/auth/me", "/auth/x/../me", "http://127.0.0.1:1/auth/x/../me"],
    ["/auth/me", "/auth/./me", "http://127.0.0.1:1/auth/./me"],
    ["/auth/me", "//auth//me", "http://127.0.0.1:1//auth//me"],
    ["/auth/me", "/auth/%6de", "http://127.0.0.1:1/auth/%6de"],
    ["/auth/me", "/auth/me;x=1", "http://127.0.0.1:1/auth/me;x=1"],
    ["/auth/me?a=1&b=/x?y", "/auth/../me", "http://127.0.0.1:1/auth/../me?a=1&b=/x?y"],
    ["/?a=/b", "/x", "http://127.0.0.1:1/x?a=/b"],
    ["/", "/.", "http://127.0.0.1:1/."],
  ])("has its path %s respelt as %s, dot segments and all, and keeps its query", (path, respelt, url) => {
    const asked: string[] = [];
    const respell = (before: string) => {
      asked.push(before);
      return respelt;
    };
    expect(mapPath(respell)({ ...request, url: `http://127.0.0.1:1${path}` })).toEqual({ ...request, url });
    expect(asked).toEqual([path.replace(/\?.*/, "")]);
  });

  it("gets another method, and loses its body", () => {
    const { body: _, ...rest } = request;
    expect(withMethod("DELETE")(request)).toEqual({ ...rest, method: "DELETE", headers: [authorization] });
  });
});

describe("a response", () => {
  const answered = exchange({
    response: {
      headers: [
        ["Set-Cookie", "a=1"],
        ["Date", "today"],
        ["set-cookie", "b=2"],
      ],
      body: "the body",
    },
  });

  it("has the values of all its fields of one name, in any case", () => {
    expect(fields(answered, "set-cookie")).toEqual(["a=1", "b=2"]);
    expect(fields(answered, "allow")).toEqual([]);
  });

  it("has cookies, which a client would send without their attributes", () => {
    const headers = [
      ["Set-Cookie", "a=1; Path=/; HttpOnly"],
      ["set-cookie", "b=2=3"],
    ] as const;
    expect(cookiesOf(exchange({ response: { headers } }))).toBe("a=1; b=2=3");
    expect(cookiesOf(exchange({ response: { headers } }), ["2=3"])).toBe("a=1");
    expect(cookiesOf(exchange())).toBe("");
    expect(cookiesOf(unanswered("closed"))).toBe("");
  });

  it("has cookies beside those that carry a token, as it is or percent-encoded", () => {
    const headers = ["sid=a%2Bb%3D; Path=/", "copy=s:a+b=", "user=alice"].map(
      (cookie) => ["set-cookie", cookie] as const,
    );
    expect(cookiesOf(exchange({ response: { headers } }), ["a+b="])).toBe("user=alice");
  });

  it("says its fields and its body", () => {
    expect(everythingSaid(answered)).toBe("Set-Cookie: a=1\nDate: today\nset-cookie: b=2\nthe body");
  });

  it("that never came says nothing", () => {
    expect(fields(unanswered("closed"), "date")).toEqual([]);
    expect(everythingSaid(unanswered("closed"))).toBe("");
  });
});
