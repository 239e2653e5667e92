import { describe, expect, it } from "vitest";
import { parseJson, pointersIn, valueAt } from "./json-pointer.ts";

/** The document of RFC 6901, section 5. */
const RFC = {
  foo: ["bar", "baz"],
  "": 0,
  "a/b": 1,
  "c%d": 2,
  "e^f": 3,
  "g|h": 4,
  "i\\j": 5,
  'k"l': 6,
  " ": 7,
  "m~n": 8,
};

describe("a JSON Pointer", () => {
  it.each([
    ["", RFC],
    ["/foo", ["bar", "baz"]],
    ["/foo/0", "bar"],
    ["/", 0],
    ["/a~1b", 1],
    ["/c%d", 2],
    ["/e^f", 3],
    ["/g|h", 4],
    ["/i\\j", 5],
    ['/k"l', 6],
    ["/ ", 7],
    ["/m~0n", 8],
  ])("%j names what RFC 6901 says", (pointer, value) => {
    expect(valueAt(RFC, pointer)).toEqual(value);
  });

  it("unescapes a slash before a tilde", () => {
    expect(valueAt({ "~1": "tilde and one", "/": "slash" }, "/~01")).toBe("tilde and one");
  });

  it.each([
    ["a member that is not there", {}, "/a"],
    ["a member of the prototype", {}, "/constructor"],
    ["a member of the prototype, by its other name", {}, "/__proto__"],
    ["a member of a list that is no item", ["a"], "/length"],
    ["an item behind the last", ["a"], "/1"],
    ["an item with a leading zero", ["a", "b"], "/01"],
    ["the item after the last", ["a"], "/-"],
    ["something below a text", "text", "/0"],
    ["something below null", null, "/a"],
    ["something below nothing", { a: 1 }, "/b/c"],
    ["no pointer", { oo: 1, foo: 2 }, "foo"],
    ["the root of nothing", undefined, ""],
  ])("names nothing where it is %s", (_, document, pointer) => {
    expect(valueAt(document, pointer)).toBeUndefined();
  });

  it("names a member that a document has under a prototype's name", () => {
    expect(valueAt(parseJson('{"__proto__":{"a":1}}'), "/__proto__/a")).toBe(1);
  });
});

it.each([
  ["null", null],
  ['"Failure"', "Failure"],
  ["", undefined],
  ["{", undefined],
  ["\ufeff{}", undefined],
])("the text %j is read as JSON, or as nothing", (text, value) => {
  expect(parseJson(text)).toEqual(value);
});

it.each([
  ["a string that does not end", `"${'\\"'.repeat(500_000)}`],
  ["brackets that do not end", "[".repeat(1_000_000)],
  ["brackets that only end", "]".repeat(1_000_000)],
  ["half-open strings in turns", '"['.repeat(500_000)],
])("a megabyte of %s is found out in no time", (_, text) => {
  const startedAt = performance.now();
  expect(parseJson(text)).toBeUndefined();
  expect(performance.now() - startedAt).toBeLessThan(1000);
});

it("the pointers in a document find its values again", () => {
  const document = { a: { "b/c": 1, "d~e": [true, { f: null }] }, "": "x", g: {}, h: [] };
  expect(pointersIn(document)).toEqual(["/a/b~1c", "/a/d~0e/0", "/a/d~0e/1/f", "/", "/g", "/h"]);
  expect(pointersIn(document).map((pointer) => valueAt(document, pointer))).toEqual([1, true, null, "x", {}, []]);
  expect(pointersIn(JSON.parse("[".repeat(9000) + "]".repeat(9000)))).toEqual(["/0".repeat(16)]);
  expect(["x", 1, null, [], {}].map((value) => pointersIn(value))).toEqual([[""], [""], [""], [""], [""]]);
});

describe("a text beyond all reason is read as nothing", () => {
  const nested = (depth: number, inside = "") => "[".repeat(depth) + inside + "]".repeat(depth);

  it.each([
    ["deeper than anybody nests", nested(101), undefined],
    ["as deep as that allows", nested(100), JSON.parse(nested(100))],
    ["with more lists than anybody sends", `[${Array(20_000).fill("[]").join()}]`, undefined],
    ["deeper, in a string", JSON.stringify(nested(200)), nested(200)],
    ["deeper, in a string behind an escaped quote", JSON.stringify(`"${nested(200)}`), `"${nested(200)}`],
    ["deeper, behind a string that ends in a backslash", `["\\\\",${nested(100)}]`, undefined],
    ["in a string that does not end", `"${nested(200)}`, undefined],
  ])("where it is %s", (_, text, value) => {
    expect(parseJson(text)).toEqual(value);
  });
});
