import { describe, expect, it } from "vitest";
import type { Exchange } from "../model/exchange.ts";
import { exchange } from "../testing/exchanges.ts";
import { createBrowser } from "./browser.ts";

const HOME = "https://auth.example/auth/me";

/** An answer of a URL that sets cookies. */
function setting(cookies: readonly string[], url = HOME): Exchange {
  const headers = cookies.map((cookie) => ["Set-Cookie", cookie] as const);
  const made = exchange({ response: { headers } });
  return { ...made, request: { kind: "http", method: "POST", url, headers: [] } };
}

function browserWith(...cookies: readonly string[]) {
  let time = Date.now();
  const browser = createBrowser(() => time);
  browser.take(setting(cookies));
  return {
    browser,
    names: (url = HOME, from?: "link" | "form") => [...browser.cookies(url, from).keys()],
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

describe("a browser", () => {
  it("sends back what it was given, and no more of what was cleared", () => {
    const { browser, names } = browserWith("jwt=a; Path=/; Secure", "refresh_token=b; Path=/");
    expect(browser.cookies(HOME)).toEqual(
      new Map([
        ["jwt", "a"],
        ["refresh_token", "b"],
      ]),
    );
    browser.take(setting(["jwt=; Path=/; Secure; Max-Age=0"]));
    expect(names()).toEqual(["refresh_token"]);
  });

  it("sends secure cookies in no plain text, and those of a path to no other", () => {
    const { names } = browserWith("jwt=a; Path=/; Secure", "own=b; Path=/auth", "plain=c; Path=/");
    expect(names("http://auth.example/")).toEqual(["plain"]);
    expect(names("https://auth.example/shop")).toEqual(["jwt", "plain"]);
    expect(names("https://shop.example/")).toEqual([]);
  });

  it("sends from pages of other sites what SameSite lets go", () => {
    const { names } = browserWith("strict=a; SameSite=Strict", "lax=b; SameSite=Lax", "none=c; SameSite=None; Secure");
    expect(names(HOME).toSorted()).toEqual(["lax", "none", "strict"]);
    expect(names(HOME, "link").toSorted()).toEqual(["lax", "none"]);
    expect(names(HOME, "form")).toEqual(["none"]);
  });

  it("forgets a cookie when its time is over", () => {
    const { names, pass } = browserWith("jwt=a; Max-Age=60", "session=b");
    pass(59_000);
    expect(names().toSorted()).toEqual(["jwt", "session"]);
    pass(2000);
    expect(names()).toEqual(["session"]);
  });

  it("takes no cookie for a domain that is not the answer's", () => {
    expect(browserWith("jwt=a; Domain=shop.example").names()).toEqual([]);
  });
});
