import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, rankScore } from "./rank-test.ts";

const sample = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 30 });

describe("the score of two samples", () => {
  it("is that of the test's own tables: five values that are all larger than five others", () => {
    // U is 25 of 25; its mean is 12.5, and its deviation the root of 25 · 11 / 12.
    expect(rankScore([6, 7, 8, 9, 10], [1, 2, 3, 4, 5])).toBeCloseTo(12.5 / Math.sqrt((25 * 11) / 12), 10);
  });

  it("takes ties into account: each is worth half, and the values scatter by less", () => {
    // Ranks 1, 3, 3 against 3, 5, 6: U is 1 of 9, and the deviation the root of 9 / 12 · (7 - 24 / 30).
    expect(rankScore([1, 2, 2], [2, 3, 4])).toBeCloseTo(-3.5 / Math.sqrt((9 / 12) * (7 - 24 / 30)), 10);
  });

  it("is 0 for equal samples, and for samples of one value", () => {
    fc.assert(fc.property(sample, (values) => void expect(rankScore(values, values)).toBeCloseTo(0, 10)));
    expect(rankScore([3, 3, 3], [3, 3])).toBe(0);
    expect(rankScore([], [])).toBe(0);
  });

  it("is the same with the other sign where the samples are swapped", () => {
    fc.assert(
      fc.property(
        sample,
        sample,
        (one, other) => void expect(rankScore(one, other)).toBeCloseTo(-rankScore(other, one), 10),
      ),
    );
  });

  it("knows no scale: only which value is the larger one", () => {
    const stretched = (values: readonly number[]) => values.map((value) => Math.exp(value / 5) - 7);
    fc.assert(
      fc.property(
        sample,
        sample,
        (one, other) => void expect(rankScore(stretched(one), stretched(other))).toBeCloseTo(rankScore(one, other), 10),
      ),
    );
  });

  it("grows where the values of the first sample do", () => {
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: 1, max: 60 }), (one, other, more) => {
        const larger = one.map((value) => value + more);
        // Ties count for the deviation too, so two scores are compared by their sign alone where there are some.
        expect(Math.sign(rankScore(larger, other))).toBeGreaterThanOrEqual(Math.sign(rankScore(one, other)));
      }),
    );
  });
});

it.each([
  [[5], 5],
  [[3, 1, 2], 2],
  [[10, 1, 9, 2], 9],
])("the value in the middle of %j is %i", (values, middle) => {
  expect(median(values)).toBe(middle);
});

it("there is no value in the middle of none", () => {
  expect(median([])).toBeNaN();
});
