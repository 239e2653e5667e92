import { describe, expect, it } from "vitest";
import { exchange } from "../../testing/exchanges.ts";
import { afterLogout, afterRefresh, afterReuse, sliding } from "./policy-seen.ts";

const yes = exchange();
const no = exchange({ outcome: "unauthorized" });
const refused = exchange({ outcome: "refused" });
const failed = exchange({ outcome: "serverError" });
const gave = (refreshToken: string) => exchange({ taken: { refreshToken } });

describe("a logout", () => {
  const before = { before: yes, otherBefore: yes, logout: yes };

  it.each([
    ["ends both tokens of one session", { access: no, refresh: refused, other: yes }, "refresh+access", "session"],
    ["ends the refresh token alone", { access: yes, refresh: refused, other: yes }, "refresh", "session"],
    ["ends all sessions of the user", { access: no, refresh: refused, other: no }, "refresh+access", "user"],
    ["ends the one token that there is", { access: no, other: yes }, "refresh+access", "session"],
  ])("is seen to: it %s", (_, seen, logoutRevokes, logoutScope) => {
    expect(afterLogout({ ...before, ...seen })).toEqual({ logoutRevokes, logoutScope });
  });

  it.each([
    ["it is refused", { logout: refused, access: no, refresh: no, other: no }],
    ["the session was not good before", { before: no, access: no, refresh: no, other: no }],
    ["the refresh token lives", { access: no, refresh: yes, other: yes }],
    ["the one token that there is lives", { access: yes, other: yes }],
    ["the server fails", { access: failed, refresh: failed, other: failed }],
  ])("shows nothing where %s", (_, seen) => {
    expect(afterLogout({ ...before, ...seen })).toEqual({});
  });

  it("shows nothing of other sessions where the other was not good before", () => {
    expect(afterLogout({ ...before, otherBefore: no, access: no, refresh: no, other: no })).toEqual({
      logoutRevokes: "refresh+access",
    });
  });
});

describe("an access token from before a refresh", () => {
  it.each([
    [yes, yes, { oldAccess: "lives" }],
    [yes, no, { oldAccess: "dies" }],
    [no, no, {}],
    [yes, failed, {}],
  ])("is seen to live or die, where it was good", (before, access, policy) => {
    expect(afterRefresh({ before, access })).toEqual(policy);
  });
});

describe("a spent refresh token", () => {
  it.each([
    [
      { again: refused, use: no, refresh: refused },
      { reuse: "reject", reuseRevokes: "refresh+access" },
    ],
    [
      { again: refused, use: yes, refresh: refused },
      { reuse: "reject", reuseRevokes: "refresh" },
    ],
    [
      { again: refused, use: yes, refresh: yes },
      { reuse: "reject", reuseRevokes: "none" },
    ],
    [{ again: refused, use: no, refresh: yes }, { reuse: "reject" }],
    [{ again: refused }, { reuse: "reject" }],
  ])("that is refused shows what it takes with it", (seen, policy) => {
    expect(afterReuse(seen, "second")).toEqual({ lostResponse: "ends", ...policy });
  });

  it.each([
    ["until its successor is used", gave("other"), no, { reuse: "until-successor-used", reuseRevokes: "refresh" }],
    ["with the same answer", gave("second"), no, { reuse: "same-successor", reuseRevokes: "refresh" }],
    ["for longer than that", gave("other"), yes, { reuse: "grace" }],
    ["and then nobody can tell", gave("other"), failed, {}],
  ])("is taken again %s", (_, again, late, policy) => {
    const after = { use: yes, refresh: no };
    expect(afterReuse({ again, late, ...after }, "second")).toEqual({ lostResponse: "recovers", ...policy });
  });

  it("shows nothing where the server fails", () => {
    expect(afterReuse({ again: failed })).toEqual({});
  });
});

describe("the lifetime of a refresh token", () => {
  const told = (startedAt: number, lifetimeMs?: number) => ({ exchange: exchange({ startedAt }), lifetimeMs });

  it.each([
    ["is told in whole again", 6000, "sliding"],
    ["is told to be shorter", 4900, "absolute"],
    ["is told to be shorter, rounded down", 4000, "absolute"],
    ["is told to be shorter, rounded up", 5000, "absolute"],
  ])("%s", (_, lifetimeMs, refreshLifetime) => {
    expect(sliding(told(0, 6000), told(1100, lifetimeMs))).toEqual({ refreshLifetime });
  });

  it("shows nothing where it is not told, or the answers are too near to each other", () => {
    expect(sliding(told(0), told(1100, 6000))).toEqual({});
    expect(sliding(told(0, 6000), told(1100))).toEqual({});
    expect(sliding(told(0, 6000), told(900, 6000))).toEqual({});
  });
});
