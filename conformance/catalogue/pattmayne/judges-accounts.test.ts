import { describe, expect, it } from "vitest";
import { exchange } from "../../testing/exchanges.ts";
import { evidence, faults, judged } from "../../testing/judging.ts";
import type { AuthSession } from "./client.ts";
import { haveOneWinner } from "./parallel-registrations.ts";
import { redirects } from "./redirects.ts";
import { inTime, retryAfter } from "./suspending.ts";
import { setNoToken } from "./token-cookies.ts";
import { uncacheable } from "./uncacheable.ts";

describe("where a login sends the browser", () => {
  const goes = redirects["pattmayne.redirect-goes-to-the-registered-uri"]["login-at-a-client"];
  const to = (redirectUri: string) =>
    faults(goes, { "0 https://shop.example/callback?page=1": { taken: { redirectUri } }, control: {} });

  it("it is the registered URI with a code, in whatever spelling", () => {
    expect(to("https://shop.example/callback?page=1&code=abc&state=x%20y")).toEqual([]);
    expect(to("https://SHOP.example:443/callback?code=abc&page=1")).toEqual([]);
  });
  it.each([
    "https://shop.example.foreign.example/callback?page=1&code=abc",
    "https://shop.example/callback/more?page=1&code=abc",
    "https://shop.example/callback?code=abc",
    "https://shop.example/callback?page=1&code=abc&user=7",
    "http://shop.example/callback?page=1&code=abc",
    "https://shop.example/callback?page=1#code=abc",
  ])("it is not %s", (uri) => {
    expect(to(uri)).toHaveLength(1);
  });
  it("no token stands in it", () => {
    const carries = redirects["pattmayne.redirect-carries-no-token"]["the-whole-run"];
    const redirectUri = "https://shop.example/callback?code=abc&t=long-refresh-token";
    expect(faults(carries, { one: { taken: { redirectUri, refreshToken: "another-token" } } })).toEqual([]);
    expect(faults(carries, { one: { taken: { redirectUri, refreshToken: "long-refresh-token" } } })).toEqual(["one"]);
  });
});

describe("registrations at once", () => {
  const judge = (...outcomes: readonly [string, string][]) => {
    const steps = outcomes.flatMap(([creation, login], index) => [
      [`try 1, creation ${index + 1}`, { outcome: creation }],
      [`try 1, login ${index + 1}`, { outcome: login }],
    ]);
    return haveOneWinner(evidence(Object.fromEntries(steps)), "try 1");
  };
  it("one of them wins", () => {
    expect(judge(["success", "success"], ["refused", "unauthorized"])).toEqual([]);
  });
  it("two do not", () => {
    expect(judge(["success", "success"], ["success", "unauthorized"])).not.toEqual([]);
    expect(judge(["success", "success"], ["refused", "success"])).not.toEqual([]);
  });
});

describe("suspensions", () => {
  const limited = (value: string, otherwise = {}) =>
    exchange({ response: { status: 429, headers: [["Retry-After", value]] }, outcome: "rateLimited", ...otherwise });

  it.each([
    ["7", 7],
    ["Thu, 01 Jan 1970 00:00:09 GMT", 9],
    ["soon", undefined],
    ["-1", undefined],
  ])("Retry-After: %s", (value, seconds) => {
    expect(retryAfter(limited(value))).toBe(seconds);
  });
  it("what succeeds when they are over shows nothing", () => {
    const at = (startedAt: number, outcome = "success") => exchange({ startedAt, outcome });
    const among = (suspensionMs?: number) => ({ pm: { suspensionMs } as AuthSession["pm"] });
    expect(() => inTime(among(), [limited("5")], at(6000))).toThrow("is over");
    expect(() => inTime(among(), [exchange(), limited("5")], at(1000))).not.toThrow();
    expect(() => inTime(among(), [limited("5")], at(6000, "unauthorized"))).not.toThrow();
    expect(() => inTime(among(), [exchange()], at(6000))).not.toThrow();
    expect(() => inTime(among(5000), [exchange()], at(6000))).toThrow("is over");
    expect(() => inTime(among(9000), [limited("5")], at(6000))).toThrow("is over");
    expect(() => inTime(among(9000), [exchange()], at(6000))).not.toThrow();
  });
});

describe("cookies of refusals", () => {
  const login = exchange({
    taken: { accessToken: "a.b.c" },
    response: {
      headers: [
        ["Set-Cookie", "jwt=a.b.c; Path=/"],
        ["Set-Cookie", "theme=dark"],
      ],
    },
  });
  const setting = (cookie: string) => exchange({ response: { status: 401, headers: [["set-cookie", cookie]] } });

  it("those of tokens are none, others and cleared ones may be", () => {
    expect(setNoToken(login, setting("theme=light"), setting("jwt=; Max-Age=0"), undefined)).toEqual([]);
    expect(setNoToken(login, setting("jwt=x.y.z; Path=/"))).toHaveLength(1);
  });
});

it("an answer with a token is kept by no cache", () => {
  const check = uncacheable["pattmayne.token-responses-are-uncacheable"]["the-whole-run"];
  const headers = [["Cache-Control", "private, no-store"]] as const;
  const find = (otherwise: object) => judged(check, { one: otherwise }).judge;
  expect(find({ taken: { code: "x" }, response: { headers } })).toEqual([]);
  expect(find({ taken: { username: "x" } })).toEqual([]);
  expect(find({ taken: { code: "x" } })).toHaveLength(1);
});
