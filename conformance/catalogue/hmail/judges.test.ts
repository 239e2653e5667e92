import { describe, expect, it } from "vitest";
import type { Check } from "../../model/check.ts";
import type { Otherwise } from "../../testing/exchanges.ts";
import { faults, judged } from "../../testing/judging.ts";
import { authenticate } from "./authenticate.ts";
import { needsAccessToken } from "./bearers.ts";
import { checkAuth } from "./check-auth.ts";
import { refreshAccess } from "./refresh-access.ts";

const UNAUTHORIZED: Otherwise = { outcome: "unauthorized" };
const FAILURE: Otherwise = { outcome: "failure" };
const crashed: Otherwise = { outcome: "serverError", response: { status: 500 } };
const until = (expiresAt: unknown, otherwise: Otherwise = {}): Otherwise => ({ taken: { expiresAt }, ...otherwise });
const bearing = (username: string): Otherwise => ({ taken: { username } });
const by = (username: string): Otherwise => ({ sent: { username } });

const future = authenticate["hmail.refresh-token-expires-in-the-future"]["fresh-login"];
const uncacheable = authenticate["hmail.token-responses-are-uncacheable"]["fresh-login"];
const garbage = needsAccessToken("at-get-hmails")["garbage-token"];
const accounts = checkAuth["hmail.token-belongs-to-who-logged-in"]["every-account"];
const expired = checkAuth["hmail.expired-access-token-is-unauthorized"]["at-check-auth"];
const together = refreshAccess["hmail.access-token-expires-with-its-refresh-token"]["late-in-its-life"];
const consumed = refreshAccess["hmail.refresh-token-is-not-consumed"]["after-its-access-tokens-expiry"];

type Steps = Readonly<Record<string, Otherwise>>;
const noStore = (value: string): Otherwise => ({ response: { headers: [["Cache-Control", value]] } });

describe("a check of logins and tokens finds no fault with", () => {
  it.each<[string, Check<never>, Steps, Parameters<typeof judged>[2]?]>([
    ["an expiry ahead", future, { login: until(5000, { startedAt: 1000 }) }],
    ["an expiry a second ago, which may be the clock's", future, { login: until(5000, { startedAt: 5999 }) }],
    [
      "an expiry ahead by the target's clock",
      future,
      { login: until(5000, { startedAt: 9000 }) },
      { clockAheadMs: -5000 },
    ],
    ["no-store", uncacheable, { login: noStore("no-store"), trade: noStore("private, No-Store, max-age=0") }],
    ["a garbage token that is refused", garbage, { control: {}, attempt: UNAUTHORIZED }],
    [
      "each bearer by name",
      accounts,
      { "login 0": by("a"), "who 0": bearing("a"), "login 1": by("b"), "who 1": bearing("b") },
    ],
    ["an expired token that is refused", expired, { control: {}, attempt: UNAUTHORIZED, again: UNAUTHORIZED }],
    ["expiries at one time", together, { login: until(5000), trade: until(5000) }],
    ["a trade that succeeds", consumed, { login: until(9000), first: {}, trade: { startedAt: 4000 } }],
    [
      "a trade that fails when the refresh token may be dead",
      consumed,
      { login: until(9000), first: {}, trade: { ...FAILURE, startedAt: 8700 } },
    ],
  ])("%s", (_, check, steps, given) => {
    expect(judged(check, steps, given)).toEqual({ control: [], judge: [] });
  });
});

describe("a check of logins and tokens finds fault with", () => {
  it.each<[string, Check<never>, Steps, readonly string[], Parameters<typeof judged>[2]?]>([
    ["an expiry more than a second ago", future, { login: until(5000, { startedAt: 6000 }) }, ["login"]],
    ["an expiry in seconds", future, { login: until(1_700_003_600, { startedAt: 1_700_000_000_000 }) }, ["login"]],
    ["an expiry that is not there", future, { login: { startedAt: 1000 } }, ["login"]],
    ["an expiry behind, by the target's clock", future, { login: until(5000) }, ["login"], { clockAheadMs: 7000 }],
    [
      "what may be stored",
      uncacheable,
      { login: noStore("no-cache"), trade: noStore("x-no-store") },
      ["login", "trade"],
    ],
    ["a token that may be stored", uncacheable, { login: noStore("no-store"), trade: {} }, ["trade"]],
    ["a garbage token that is served", garbage, { control: {}, attempt: {} }, ["attempt"]],
    [
      "a garbage token that is refused in another way",
      garbage,
      { control: {}, attempt: { outcome: "refused" } },
      ["attempt"],
    ],
    ["a bearer by another name", accounts, { "login 0": by("a"), "who 0": bearing("b") }, ["who 0"]],
    [
      "an expired token that is served the second time",
      expired,
      { control: {}, attempt: UNAUTHORIZED, again: {} },
      ["again"],
    ],
    [
      "an access token that outlives its refresh token",
      together,
      { login: until(5000), trade: until(5001) },
      ["trade"],
    ],
    [
      "a trade that fails in time",
      consumed,
      { login: until(9000), first: {}, trade: { ...FAILURE, startedAt: 4000 } },
      ["trade"],
    ],
  ])("%s", (_, check, steps, at, given) => {
    expect(faults(check, steps, given)).toEqual(at);
  });
});

describe("a check of logins and tokens is blocked where", () => {
  it.each<[string, Check<never>, Steps]>([
    ["the login fails", future, { login: { ...FAILURE, ...until(1) } }],
    ["the good token is refused", garbage, { control: UNAUTHORIZED, attempt: UNAUTHORIZED }],
    ["the token was never good", expired, { control: UNAUTHORIZED, attempt: UNAUTHORIZED, again: UNAUTHORIZED }],
    ["the late trade fails", together, { login: until(2), trade: { ...FAILURE, ...until(3) } }],
    ["the first trade fails", consumed, { login: until(9000), first: crashed, trade: {} }],
  ])("%s", (_, check, steps) => {
    expect(judged(check, steps).control).not.toEqual([]);
  });
});
