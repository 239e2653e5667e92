import { describe, expect, it } from "vitest";
import { objectionToClientId, objectionToRedirectUri, redirectTo } from "./rules.ts";

describe("a redirect URI", () => {
  it.each(["https://a.example", "http://127.0.0.1:8080/callback", "https://a.example/b?c=d&e", "HTTPS://a.example/?"])(
    "can be %s",
    (uri) => {
      expect(objectionToRedirectUri(uri)).toBeUndefined();
    },
  );

  it.each([
    "",
    "/callback",
    "//a.example",
    "a.example/callback",
    "https:a.example",
    "https:///a.example",
    "https://",
    "https://a.example/#",
    "https://a.example/#b",
    "https://a b.example",
    "https://a.example/\n",
    "https://ä.example",
    "https://user:secret@a.example",
    "https://a.example:99999",
    "javascript:alert(1)",
    "ftp://a.example",
    "https://a.example/?code=1",
    "https://a.example/?a&state",
  ])("cannot be %j", (uri) => {
    expect(objectionToRedirectUri(uri)).toMatch(/^A redirect URI /);
  });

  it.each([
    ["https://a.example", "https://a.example?code=c"],
    ["https://a.example/b?c=d%20e", "https://a.example/b?c=d%20e&code=c"],
    ["https://a.example/?", "https://a.example/?code=c"],
    ["https://a.example/?b&", "https://a.example/?b&code=c"],
  ])("%s is kept as it is registered", (uri, expected) => {
    expect(redirectTo(uri, { code: "c" })).toBe(expected);
    expect(redirectTo(uri, { code: "c", state: "" })).toBe(`${expected}&state=`);
  });
});

it.each(["a", "a b", "a/b", "ä1", "", "x".repeat(65)])("a client is not called %j", (id) => {
  expect(objectionToClientId(id)).toMatch(/^A client's name /);
});
