import { describe, expect, it } from "vitest";
import { bearerToken, challengeTo, sendsBearer } from "./bearer.ts";

const of = (...fields: string[]) =>
  bearerToken(
    new Request("http://a/?access_token=q", {
      headers: fields.map((value): [string, string] => ["authorization", value]),
    }),
  );

describe("a bearer token", () => {
  it.each(["Bearer abc+/=", "bearer abc+/=", "BEARER abc+/=", "Bearer   abc+/=", "Bearer abc+/=  "])(
    "is read from %j",
    (field) => {
      expect(of(field)).toBe("abc+/=");
    },
  );

  it.each([
    "",
    "Bearer",
    "Bearer ",
    "abc",
    "Basic abc",
    "Bearerabc",
    "Bearer\tabc",
    "Bearer abc def",
    "Bearer a, Bearer b",
    "Bearer abc,",
    'Bearer "abc"',
    "Bearer a=b",
  ])("is not read from %j", (field) => {
    expect(of(field)).toBeUndefined();
  });

  it.each([
    ["Bearer abc", "Bearer abc"],
    ["Bearer abc", "Basic abc"],
    ["", "Bearer abc"],
    ["Bearer abc", ""],
  ])("is not read from two fields, %j and %j", (...fields) => {
    expect(of(...fields)).toBeUndefined();
  });

  it("is not read from the query", () => {
    expect(of()).toBeUndefined();
  });
});

it.each([
  ["Bearer abc", true],
  ["bearer  a b", true],
  ["Bearer a, Bearer b", true],
  ["Bearer ", false],
  ["Basic abc", false],
  ["", false],
])("whether an access token is sent is told from %j", (authorization, sent) => {
  expect(sendsBearer(new Request("http://a", { headers: { authorization } }))).toBe(sent);
});

it("a challenge has an error where a token was sent, and none where none was", () => {
  expect(challengeTo({ bearerSent: true })).toBe('Bearer error="invalid_token"');
  expect(challengeTo({ bearerSent: false })).toBe("Bearer");
});
