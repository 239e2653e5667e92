import { describe, expect, it } from "vitest";
import { afterResponse, cookieField, cookiesSet } from "./cookies.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const answer = (...cookies: readonly string[]) => ({
  headers: cookies.map((cookie) => ["set-cookie", cookie] as const),
});

describe("a cookie that an answer sets", () => {
  it("is its name and its value as it was sent, with its lifetime if it has one", () => {
    expect(cookiesSet(answer("a=1; Path=/; HttpOnly", ' b = "x y"=z ; Max-Age=60', "c=2; Max-Age=soon"), NOW)).toEqual([
      { name: "a", value: "1" },
      { name: "b", value: '"x y"=z', maxAge: 60 },
      { name: "c", value: "2" },
    ]);
  });

  it.each([
    ["by a Max-Age of 0", "a=1; Max-Age=0"],
    ["by a Max-Age below", "a=1; max-age=-1; Expires=Fri, 01 Mar 2030 12:00:00 GMT"],
    ["by an Expires that is past", "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT"],
    ["by an empty value", "a="],
    ["by no value", "a"],
    ["without a name", "=1"],
  ])("is none where it is cleared: %s", (_, cookie) => {
    expect(cookiesSet(answer(cookie), NOW)).toEqual([]);
  });

  it("is the last of several with one name and path", () => {
    expect(cookiesSet(answer("a=1; Path=/", "a=2; Path=/"), NOW)).toEqual([{ name: "a", value: "2" }]);
    expect(cookiesSet(answer("a=1; Path=/", "a=; Path=/; Max-Age=0"), NOW)).toEqual([]);
    expect(cookiesSet(answer("a=1; Path=/", "a=; Path=/old; Max-Age=0"), NOW)).toEqual([{ name: "a", value: "1" }]);
  });

  it("goes before what was there, and one that is cleared takes that away", () => {
    const before = new Map([
      ["a", "0"],
      ["b", "0"],
      ["c", "0"],
    ]);
    expect([...afterResponse(before, answer("a=1", "b=; Max-Age=0", "d=2"), NOW)].toSorted()).toEqual([
      ["a", "1"],
      ["c", "0"],
      ["d", "2"],
    ]);
  });
});

it("cookies are sent back in one field, or in none", () => {
  expect(
    cookieField(
      new Map([
        ["a", "1"],
        ["b", "x=y"],
      ]),
    ),
  ).toEqual([["cookie", "a=1; b=x=y"]]);
  expect(cookieField([])).toEqual([]);
});
