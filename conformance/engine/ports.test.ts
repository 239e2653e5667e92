import { describe, expect, it } from "vitest";
import { createRandom, shuffle } from "./ports.ts";

const items = Array.from({ length: 100 }, (_, index) => index);

describe("randomness", () => {
  it("is the same for the same seed and name", () => {
    expect(createRandom(7, "a").bytes(100)).toEqual(createRandom(7, "a").bytes(100));
  });

  it("is another for another seed, another name, and the next draw", () => {
    const random = createRandom(7, "a");
    const draws = [random, random, createRandom(8, "a"), createRandom(7, "b")].map((each) => each.bytes(16).join());
    expect(new Set(draws).size).toBe(4);
  });

  it.each([0, 1, 31, 32, 33, 1000])("has %i bytes where they are asked for", (length) => {
    expect(createRandom(1, "a").bytes(length)).toHaveLength(length);
  });

  it("draws every number below a bound, and none beyond it", () => {
    const random = createRandom(1, "a");
    const drawn = new Set(Array.from({ length: 200 }, () => random.below(7)));
    expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(random.below(1)).toBe(0);
  });
});

describe("an order that is drawn", () => {
  it("has every item once", () => {
    expect(shuffle(items, createRandom(1, "order")).toSorted((one, other) => one - other)).toEqual(items);
  });

  it("is the same for the same seed, and another for another", () => {
    const order = (seed: number) => shuffle(items, createRandom(seed, "order"));
    expect(order(1)).toEqual(order(1));
    expect(order(1)).not.toEqual(order(2));
    expect(order(1)).not.toEqual(items);
  });

  it("leaves the items as they were", () => {
    const before = [...items];
    shuffle(items, createRandom(1, "order"));
    expect(items).toEqual(before);
  });
});
