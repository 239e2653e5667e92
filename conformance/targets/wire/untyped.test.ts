import { describe, expect, it } from "vitest";
import type { HttpRequestSpelling } from "../../model/wire.ts";
import { untyped } from "./untyped.ts";

const request = (rest: Partial<HttpRequestSpelling>): HttpRequestSpelling => ({ method: "POST", path: "/", ...rest });
const known = request({ json: { user: "{username}", password: "{password}" }, query: { limit: "{limit}" } });
const FORM = request({ form: { user: "{username}", password: "{password}" } });
const BASIC = request({ basic: { username: "{username}", password: "{password}" } });

describe("what a wire makes an ordinary text of", () => {
  it.each<[string, HttpRequestSpelling, unknown, boolean]>([
    ["a number in JSON", request({ json: { a: [{ b: "{password}" }] } }), 1, false],
    ["a number in a text in JSON", request({ json: { a: "x{password}" } }), 1, true],
    ["a number in a form", FORM, 1, true],
    ["a truth in a form", FORM, true, true],
    ["a text in a form", FORM, "1", false],
    ["nothing in a form", FORM, undefined, false],
    ["null in a form, where it is left out", FORM, null, false],
    ["an object in a form", FORM, { $ne: null }, false],
    ["a list in a query", request({ query: { p: "{password}" } }), ["a"], false],
    ["an object in a part of a field of a form", request({ form: { p: "x{password}" } }), {}, true],
    ["an object in Basic", BASIC, { $ne: null }, true],
    ["a number that is sent nowhere", request({}), 1, false],
  ])("%s", (_, own, password, isUntyped) => {
    expect(untyped(own, known, { username: "alice", password, limit: 5 })).toBe(isUntyped ? "password" : undefined);
  });

  it("is nothing that the protocol's own wire has as text", () => {
    expect(untyped(FORM, known, { limit: 5 })).toBeUndefined();
    expect(untyped(FORM, FORM, { password: 5 })).toBeUndefined();
  });
});
