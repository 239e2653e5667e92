import { describe, expect, it } from "vitest";
import type { Given } from "../model/check.ts";
import { DEFAULT_POLICY } from "../model/policy.ts";
import { exchange } from "../testing/exchanges.ts";
import { expiringAfter, type Lateness, isLate as mayHaveSpoken } from "./lateness.ts";

const EXPIRY = 10_000;
const PLAIN: Given = { leewayMs: 0, clockAheadMs: 0, policy: DEFAULT_POLICY, jwt: {} };

/** A login whose token expires at {@link EXPIRY}, and a use of a token at a time. */
function used(startedAt: number, durationMs = 0, sent: Readonly<Record<string, unknown>> = { access: "t" }) {
  return [exchange({ taken: { access: "t", expiresAt: EXPIRY } }), exchange({ sent, startedAt, durationMs })];
}
const cameLate = (exchanges: ReturnType<typeof used>, more: Partial<Lateness>) =>
  mayHaveSpoken("fail", exchanges, { tokenRoles: ["access"], awaited: new Map(), given: PLAIN, ...more });
const isLate = (exchanges: ReturnType<typeof used>, waits: boolean | number = false, given: Partial<Given> = {}) =>
  cameLate(exchanges, {
    awaited: new Map(waits === false ? [] : [[EXPIRY, waits === true ? 0 : waits]]),
    given: { ...PLAIN, ...given },
  });

describe("a token was used late", () => {
  it.each<[string, boolean, ...Parameters<typeof isLate>]>([
    ["not where it was answered well before its expiry", false, used(1000, 1)],
    ["not where it was answered 300 ms before its expiry", false, used(9700)],
    ["where it was answered a moment later", true, used(9701)],
    ["where it was sent early, and the answer took its time", true, used(1000, 8701)],
    ["where it was sent behind its expiry", true, used(EXPIRY + 1)],

    ["by the target's clock, with a margin for its coarseness", true, used(7201), false, { clockAheadMs: 2000 }],
    ["not by half a second more, where the clock is ahead", false, used(7200), false, { clockAheadMs: 2000 }],
    ["not where the target's clock is behind", false, used(11_200), false, { clockAheadMs: -2000 }],
    ["also where the target's clock is behind", true, used(11_201), false, { clockAheadMs: -2000 }],

    ["not where the check means to be behind the expiry", false, used(EXPIRY), true],
    ["not where it has waited for it until then", false, used(EXPIRY + 2000), EXPIRY + 2000],
    ["where it waited only afterwards", true, used(EXPIRY + 2000), EXPIRY + 2001],
    ["not where it means to be behind the leeway", false, used(10_500), true, { leewayMs: 500 }],
    ["where it means to be behind the leeway and is not", true, used(10_499), true, { leewayMs: 500 }],
    ["where it means to be behind the expiry, and was just before it", true, used(9800), true],
    ["where it means to, by the target's clock", false, used(8000), true, { clockAheadMs: 2000 }],
    ["where it does not mean to, though a leeway lets it live", true, used(10_499), false, { leewayMs: 500 }],
  ])("%s: %s", (_, late, exchanges, waits, given) => {
    expect(isLate(exchanges, waits, given)).toBe(late);
  });

  it.each([
    ["is none that was issued", { access: "garbage" }],
    ["is under a role that is no token's", { password: "t" }],
    ["is not there", {}],
  ])("not where what was sent %s", (_, sent) => {
    expect(isLate(used(20_000, 0, sent))).toBe(false);
  });

  it.each([undefined, null, "never", "10000", "", {}, [10_000], true, Number.NaN])(
    "not where it came with the expiry %j",
    (expiresAt) => {
      const login = exchange({ taken: { access: "t", ...(expiresAt !== undefined && { expiresAt }) } });
      expect(isLate([login, exchange({ sent: { access: "t" }, startedAt: 20_000 })])).toBe(false);
    },
  );

  it.each<[string, boolean, number, number]>([
    ["a moment before its expiry", true, EXPIRY - 1, 0],
    ["at its expiry", false, EXPIRY, 0],
    ["long after it", false, EXPIRY + 60_000, 0],
    ["after it by the target's clock", false, EXPIRY - 2000, 2000],
    ["before it by the target's clock", true, EXPIRY + 1999, -2000],
  ])("or not, where the token was issued %s: %s", (_, late, startedAt, clockAheadMs) => {
    const login = exchange({ taken: { access: "t", expiresAt: EXPIRY }, startedAt });
    const use = exchange({ sent: { access: "t" }, startedAt: startedAt + 20_000 });
    expect(isLate([login, use], false, { clockAheadMs })).toBe(late);
  });

  it.each([
    ["where expiries are rounded", true, 1000],
    ["unless they are told to the millisecond", false, 0],
  ])("by an expiry that was told in its last second, %s: %s", (_, late, roundedByMs) => {
    const login = exchange({ taken: { access: "t", expiresAt: EXPIRY }, startedAt: EXPIRY });
    const use = exchange({ sent: { access: "t" }, startedAt: EXPIRY + 500 });
    expect(cameLate([login, use], { roundedByMs })).toBe(late);
  });

  it("by the expiry of each token alone", () => {
    const exchanges = [
      exchange({ taken: { refresh: "r", expiresAt: 60_000 } }),
      exchange({ taken: { access: "t", expiresAt: EXPIRY } }),
      exchange({ sent: { refresh: "r" }, startedAt: 20_000 }),
    ];
    const both = { tokenRoles: ["access", "refresh"], awaited: new Map([[60_000, 0]]) };
    expect(cameLate(exchanges, both)).toBe(false);
    expect(cameLate([...exchanges, ...used(20_000)], both)).toBe(true);
  });

  it("by the expiry of what a token was made from", () => {
    const originOf = (value: unknown) => (value === "t, altered" ? "t" : undefined);
    const forged = used(20_000, 0, { access: "t, altered" });
    expect([cameLate(forged, { originOf }), cameLate(forged, {})]).toEqual([true, false]);
  });

  it("by the earliest end of a lifetime that is counted from an answer", () => {
    const expiryOf: Lateness["expiryOf"] = (_, exchange, clockAheadMs) =>
      exchange.taken["access"] === undefined ? undefined : expiringAfter(exchange, 5000, clockAheadMs);
    const issued = (durationMs: number) => exchange({ taken: { access: "t" }, startedAt: 1000, durationMs });
    const use = exchange({ sent: { access: "t" }, startedAt: 5701, durationMs: 0 });
    expect(cameLate([issued(2000), use], { expiryOf })).toBe(true);
    expect(cameLate([issued(2000), { ...use, startedAt: 5700 }], { expiryOf })).toBe(false);
  });

  it("or not, behind the latest end of one that was waited for", () => {
    const expiryOf: Lateness["expiryOf"] = (_, exchange, clockAheadMs) =>
      exchange.taken["access"] === undefined ? undefined : expiringAfter(exchange, 5000, clockAheadMs);
    const issue = exchange({ taken: { access: "t" }, startedAt: 1000, durationMs: 2000 });
    const awaited = new Map([[8000, 7000]]);
    const use = (startedAt: number) => exchange({ sent: { access: "t" }, startedAt });
    expect(cameLate([issue, use(8000)], { expiryOf, awaited })).toBe(false);
    expect(cameLate([issue, use(7999)], { expiryOf, awaited })).toBe(true);
  });

  it("by an expiry that the check knows otherwise", () => {
    const exchanges = [exchange({ taken: { access: "t" } }), exchange({ sent: { access: "t" }, startedAt: EXPIRY })];
    expect(cameLate(exchanges, {})).toBe(false);
    expect(cameLate(exchanges, { noted: new Map([["t", EXPIRY]]) })).toBe(true);
  });

  it.each([
    ["not where one of a token's two ends was waited for", false, new Map([[EXPIRY - 500, 0]])],
    ["nor where it was the other one", false, new Map([[EXPIRY, 0]])],
    ["by either, where none was", true, new Map()],
  ])("%s", (_, late, awaited) => {
    expect(cameLate(used(EXPIRY), { awaited, noted: new Map([["t", EXPIRY - 500]]) })).toBe(late);
  });

  it("not where nothing was asked", () => {
    expect(isLate([])).toBe(false);
  });
});

describe("a late use of what the suite made of a token", () => {
  const originOf = (value: unknown) => (value === "t, altered" ? "t" : undefined);
  const parts = { tokenRoles: ["access"], awaited: new Map<number, number>(), given: PLAIN, originOf };
  const used = (access: string, status: number) => [
    exchange({ taken: { access: "t", expiresAt: EXPIRY } }),
    exchange({
      sent: { access },
      startedAt: 20_000,
      response: { status },
      taken: status < 400 ? { username: "alice" } : {},
    }),
  ];

  it.each([
    ["may make a check pass, where it was refused", "pass", used("t, altered", 401), true],
    ["is none where it was served", "pass", used("t, altered", 200), false],
    ["is none of the token itself", "pass", used("t", 401), false],
    [
      "is none where it is about fetches",
      "pass",
      [...used("t, altered", 401).map((each) => ({ ...each, fetched: [] }))],
      false,
    ],
    ["may find fault in any case", "fail", used("t, altered", 200), true],
    ["may block in any case", "blocked", used("t", 401), true],
  ] as const)("%s", (_, kind, exchanges, expected) => {
    expect(mayHaveSpoken(kind, exchanges, parts)).toBe(expected);
  });
});
