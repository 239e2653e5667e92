import { describe, expect, it } from "vitest";
import { readCookies, renderCookie } from "./cookies.ts";

const read = (...cookie: string[]) =>
  readCookies(new Request("http://a", { headers: cookie.map((value): [string, string] => ["cookie", value]) }));

describe("cookies of a request", () => {
  it.each([
    ["a=1", { a: "1" }],
    ["a=1; b=2", { a: "1", b: "2" }],
    ["a=1;b=2 ;", { a: "1", b: "2" }],
    ["a=b=c==", { a: "b=c==" }],
    ['a="1"; A=%31', { a: '"1"', A: "%31" }],
    ["a", { a: "" }],
    ["__proto__=1; a=2", { a: "2" }],
  ])("%j are read as they are spelt", (cookie, cookies) => {
    expect(read(cookie)).toMatchObject(cookies);
  });

  it.each([[["a=1; b=2; a=1"]], [["a=1", "b=2; a=3"]], [["a=1;a;a=2; b=2"]]])(
    "%j have no name that comes twice",
    (fields) => {
      expect(read(...fields)).toEqual({ b: "2" });
    },
  );

  it("may be very many", () => {
    const startedAt = performance.now();
    expect(read("a=1; ".repeat(20_000))["a"]).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe("a cookie that is set", () => {
  it("is for this host, over TLS, and for no script and no other site", () => {
    expect(renderCookie("__Host-a", { value: "x-_", maxAge: 60 })).toBe(
      "__Host-a=x-_; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Strict",
    );
  });

  it("is deleted with the same attributes", () => {
    expect(renderCookie("__Host-a", { value: "", maxAge: 0 })).toBe(
      "__Host-a=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict",
    );
  });

  it("is kept for 400 days at most, as browsers do", () => {
    expect(renderCookie("a", { value: "", maxAge: 100_000_000 })).toContain("Max-Age=34560000;");
  });
});
