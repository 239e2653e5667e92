import { describe, expect, it } from "vitest";
import { parseJson } from "../../kit/json-pointer.ts";
import type { Header } from "../../model/exchange.ts";
import type { Place } from "../../model/wire.ts";
import { answeredAt, takeFrom } from "./places.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
/** What is taken from an answer, by one place or several. */
function taken(places: Place | readonly Place[], body: string, ...headers: Header[]): unknown {
  const response = { kind: "http", status: 200, headers, body } as const;
  return takeFrom({ role: places }, { response, body: parseJson(body), answeredAt: NOW })["role"];
}
const cookie = (text: string): Header => ["Set-Cookie", text];

describe("a value is taken", () => {
  it.each<[string, unknown, Place | readonly Place[], string, Header[]]>([
    ["from the body", "t", { at: "/a/0" }, '{"a":["t"]}', []],
    ["from a field, in any case", "t", { header: "X-Token" }, "", [["x-token", " t "]]],
    [
      "from the first of several fields that says something",
      "t",
      { header: "x" },
      "",
      [
        ["x", ""],
        ["x", "t"],
        ["x", "u"],
      ],
    ],
    [
      "from behind a scheme in any case",
      "t",
      { header: "authorization", behind: "Bearer " },
      "",
      [["Authorization", "bearer t"]],
    ],
    [
      "from the field that has the scheme",
      "t",
      { header: "x", behind: "Bearer " },
      "",
      [
        ["x", "Basic u"],
        ["x", "Bearer t"],
      ],
    ],
    [
      "from the query of a URI in a field",
      "t?&/",
      { header: "location", parameter: "code" },
      "",
      [["Location", "/callback?a=b&code=t%3F%26/#code=u"]],
    ],
    [
      "from the query of a URI in the body",
      "t",
      { at: "/to", parameter: "code" },
      '{"to":"https://app.example/?code=t"}',
      [],
    ],
    ["from no URI without that parameter", undefined, { at: "", parameter: "code" }, '"/callback?codes=t"', []],
    ["from no URI without a query", undefined, { at: "", parameter: "code" }, '"code=t"', []],
    ["from behind something in the body", "t", { at: "", behind: "token=" }, '"token=t"', []],
    ["from a cookie", "a%20b==", { cookie: "sid" }, "", [cookie("lang=en"), cookie("sid=a%20b==; Path=/; HttpOnly")]],
    [
      "from the first place that holds something",
      "t",
      [{ header: "x" }, { cookie: "sid" }, { at: "/a" }],
      '{"a":"u"}',
      [cookie("sid=t")],
    ],
    [
      "from the next place where the first is empty",
      "t",
      [{ at: "/a" }, { at: "/b" }, { at: "/c" }],
      '{"a":"","b":null,"c":"t"}',
      [],
    ],
    ["as it is where there is but one place", null, { at: "/a" }, '{"a":null}', []],
  ])("%s", (_, expected, places, body, headers) => {
    expect(taken(places, body, ...headers)).toEqual(expected);
  });

  it.each<[string, Place, string, Header[]]>([
    ["the body has it not", { at: "/a" }, "{}", []],
    ["the body is no JSON", { at: "" }, "<html>", []],
    ["there is no such field", { header: "x" }, "", [["y", "t"]]],
    ["there is another scheme", { header: "x", behind: "Bearer " }, "", [["x", "Basic t"]]],
    ["there is no such cookie", { cookie: "sid" }, "", [cookie("SID=t")]],
    ["what is there is longer than any token", { at: "" }, JSON.stringify("x".repeat(8193)), []],
    ["a lifetime is in another unit", { at: "/a", as: "iso8601" }, '{"a":900}', []],
  ])("from nowhere where %s", (_, place, body, headers) => {
    expect(taken(place, body, ...headers)).toBeUndefined();
  });
});

describe("a lifetime", () => {
  it.each<[string, Place, string, Header[]]>([
    ["seconds", { at: "/a", as: "seconds" }, '{"a":"90"}', []],
    ["epoch milliseconds", { at: "/a", as: "epoch-milliseconds" }, `{"a":${NOW + 90_000}}`, []],
    ["a field", { header: "x-expires", as: "seconds" }, "", [["X-Expires", "90"]]],
    [
      "a cookie's Max-Age",
      { cookie: "sid", as: "max-age" },
      "",
      [cookie("sid=t; max-age=90; Expires=Thu, 01 Jan 2037 00:00:00 GMT")],
    ],
    [
      "a cookie's Expires",
      { cookie: "sid", as: "max-age" },
      "",
      [cookie("sid=t; Expires=Sun, 01 Mar 2026 12:01:30 GMT")],
    ],
  ])("is seconds from the answer on: %s", (_, place, body, headers) => {
    expect(taken(place, body, ...headers)).toBe(90);
  });

  it("is not told by a cookie that lives as long as the browser", () => {
    expect(taken({ cookie: "sid", as: "max-age" }, "", cookie("sid=t"))).toBeUndefined();
  });

  it("counts from the answer's own date, or else from when it came", () => {
    expect(answeredAt({ headers: [["Date", "Sun, 01 Mar 2026 12:00:00 GMT"]] }, 5)).toBe(NOW);
    expect(answeredAt({ headers: [["Date", "yesterday"]] }, 5)).toBe(5);
    expect(answeredAt({ headers: [] }, 5)).toBe(5);
  });
});
