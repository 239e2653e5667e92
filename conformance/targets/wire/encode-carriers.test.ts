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
