import { describe, expect, it } from "vitest";
import { type Figure, judged, median, renderTable } from "./figure.ts";

const figure: Figure = { what: "a start", unit: "×", runs: [3, 1, 2], aim: { atMost: 2 }, from: "two programs" };

describe("the median", () => {
  it.each([
    [[5], 5],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9], 9.5],
  ])("of %j is %d", (numbers, middle) => {
    expect(median(numbers)).toBe(middle);
  });

  it("of nothing is a mistake, not a number", () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe("an aim", () => {
  it.each([
    [{ atMost: 2 }, true],
    [{ atMost: 1.99 }, false],
    [{ atLeast: 2 }, true],
    [{ atLeast: 2.01 }, false],
  ])("of %j is met by 2: %s", (aim, met) => {
    expect(judged({ ...figure, aim })).toMatchObject({ value: 2, met });
  });
});

it("a table has a line for each figure: value, unit, aim, and whether it is met", () => {
  const [head, first, second] = renderTable([
    judged(figure),
    judged({ ...figure, what: "requests", unit: "a second", runs: [1234.5], aim: { atLeast: 2000 } }),
  ]).split("\n");
  expect(head).toMatch(/^ +measured +aim +met +from$/);
  expect(first).toMatch(/^a start +2 × +≤ 2 +yes +two programs; median of 3, 1 to 3$/);
  expect(second).toMatch(/^requests +1235 a second +≥ 2000 +no /);
});
