import { describe, expect, it } from "vitest";
import type { Check, Need } from "../../model/check.ts";
import { exchange } from "../../testing/exchanges.ts";
import { saidOf, surveyed } from "../../testing/surveys.ts";
import { target } from "../../testing/targets.ts";

const check = (need: Need, reason?: string) => ({
  check: { needs: [need], act: async () => ({}), judge: () => [] } satisfies Check<never>,
  ...(reason && { verdict: { kind: "not-tested", need, reason } }),
});

describe("the clock", () => {
  const said = (clockAheadMs: number) => saidOf("clock", surveyed({ observed: { clockAheadMs } }));
  it("is as ours, ahead or behind", () => {
    expect(said(0)).toEqual(["fine: as ours, by the Date of its answers"]);
    expect(said(90_000)[0]).toMatch(/^look: 90 s ahead of ours/);
    expect(said(-7_200_000)[0]).toMatch(/^look: 2 h behind ours/);
  });

  it("is not known without a Date", () => {
    const account = { account: { username: "alice", password: "x" }, exchanges: [exchange()] };
    expect(saidOf("clock", surveyed({ accounts: [account] }))).toEqual([
      "look: no answer has a Date: its clock is taken to be ours",
    ]);
  });
});

describe("lifetimes", () => {
  const planned = [check("short-access-lifetime"), check("short-access-lifetime")] as never;
  const said = (accessMs: number | undefined, target = {}) =>
    saidOf(
      "lifetimes",
      surveyed({ planned, target, observed: { clockAheadMs: 0, ...(accessMs !== undefined && { accessMs }) } }),
    );

  it.each<[number | undefined, object, string]>([
    [4000, {}, "fine: access tokens live 4 s (told by the wire): 2 checks can wait for their expiry"],
    [4000, { lifetimes: { accessMs: 4000, leewayMs: 0 } }, "fine: access tokens live 4 s (declared)"],
    [
      900_000,
      {},
      "look: access tokens live 15 min (told by the wire), longer than --max-wait 60: 2 checks of their expiry will not run.",
    ],
    [
      Number.NaN,
      {},
      "look: nothing tells how long access tokens live: 2 checks of their expiry will not run. Declare it: --lifetime access=SECONDS",
    ],
    [undefined, {}, "look: nothing tells how long access tokens live"],
    [
      -1_700_000_000_000,
      {},
      "look: access tokens are said to have expired 19676 days before they were issued. Are these milliseconds since 1970?",
    ],
  ])("of %s ms are told, with what follows", (accessMs, target, message) => {
    expect(said(accessMs, target)).toEqual([expect.stringContaining(message)]);
  });

  it("that are too long are tested at a profile, where there is one", () => {
    expect(said(900_000, { profiles: [target({ profile: "short-lived" })] })).toEqual([
      "fine: access tokens live 15 min (told by the wire), longer than --max-wait 60: 2 checks of their expiry wait for the profile short-lived",
    ]);
  });

  it("are not mentioned where no check waits for them, or nobody can log in", () => {
    const without = [{ ...check("short-access-lifetime"), verdict: { kind: "not-applicable", feature: "refresh" } }];
    expect(saidOf("lifetimes", surveyed({ planned: without as never }))).toEqual([]);
    expect(saidOf("lifetimes", surveyed())).toEqual([]);
    expect(saidOf("lifetimes", surveyed({ planned, usable: [] }))).toEqual([]);
  });
});

describe("limits", () => {
  it.each([
    [{}, "fine: no 429 in 2 requests; a test asks more"],
    [{ waits: [1000, 5000] }, "look: it said 429, and asked to wait 5 s."],
    [{ probes: [exchange({ outcome: "rateLimited" })] }, "look: it said 429. A test asks about a thousand requests"],
  ])("are seen by what is said to too many requests", (given, message) => {
    expect(saidOf("limits", surveyed(given))).toEqual([expect.stringContaining(message)]);
  });
});

it("what is not tested is told by its reason, but for expiries, of which the lifetimes tell", () => {
  const planned = [
    check("second-account", "needs a second account"),
    check("second-account", "needs a second account"),
    check("short-access-lifetime", "needs an access token that expires"),
  ] as never;
  expect(saidOf("not tested", surveyed({ planned }))).toEqual(["none: 2 checks: needs a second account"]);
});
