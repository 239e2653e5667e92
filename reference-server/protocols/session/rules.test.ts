import { describe, expect, it } from "vitest";
import { maxAgeOf, secondsLeft } from "./rules.ts";

describe("a lifetime", () => {
  it.each([
    [10_000, 0, 10, 10],
    [10_000, 1, 9, 10],
    [10_000, 9_000, 1, 1],
    [10_000, 9_999, 0, 1],
    [10_000, 10_000, 0, 0],
  ])("to %i at %i is told as %i s, and its cookie is kept for %i", (expiresAt, now, told, kept) => {
    expect([secondsLeft(expiresAt, now), maxAgeOf(expiresAt, now)]).toEqual([told, kept]);
  });
});

it("what is left is never less than nothing, also where it expires while it is told", () => {
  expect(secondsLeft(10_000, 10_001)).toBe(0);
});
