import { describe, expect, it } from "vitest";
import { parseLimit } from "./limit.ts";

describe("a limit", () => {
  it.each([
    ["10 per 60s", { count: 10, perMs: 60_000 }],
    ["100 per 1s", { count: 100, perMs: 1000 }],
    [" 5 per 500ms ", { count: 5, perMs: 500 }],
    ["3 per 2m", { count: 3, perMs: 120_000 }],
  ])("reads %s", (text, limit) => {
    expect(parseLimit(text)).toEqual(limit);
  });

  it.each(["", "10", "10/60s", "0 per 60s", "10 per", "10 per 0s", "ten per 60s", "1.5 per 1s"])(
    "is not %j",
    (text) => {
      expect(parseLimit(text)).toBeUndefined();
    },
  );
});
