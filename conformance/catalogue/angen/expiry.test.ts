import { describe, expect, it } from "vitest";
import { exchange } from "../../testing/exchanges.ts";
import { clockAheadOf } from "./expiry.ts";

const AN_HOUR_MS = 3_600_000;
const ASKED_AT = Date.UTC(2030, 0, 1);

/** By how much a target elsewhere is taken to be ahead, whose token was made at an instant and came so much later. */
function ahead(madeAtMs: number, durationMs: number): number {
  const expiresAt = new Date(ASKED_AT + madeAtMs + AN_HOUR_MS).toISOString();
  const issue = exchange({ taken: { expiresAt }, startedAt: ASKED_AT, durationMs });
  return clockAheadOf(issue, { url: "tcp://192.0.2.1:4000", lifetimes: { accessMs: AN_HOUR_MS, leewayMs: 0 } });
}

describe("the clock of a target elsewhere", () => {
  it.each([
    ["is ours, where the token was made at once", 0, 0, 0],
    ["is ours, where the answer took its time behind it", 0, 3000, 0],
    ["is ours, where it took its time before it", 3000, 3000, 0],
    ["is ahead of ours by what nothing else explains", 10_000, 0, 10_000],
    ["is behind ours by what nothing else explains", -10_000, 0, -10_000],
  ])("%s", (_, madeAtMs, durationMs, expected) => {
    expect(ahead(madeAtMs, durationMs)).toBe(expected);
  });
});
