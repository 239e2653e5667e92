import { describe, expect, it } from "vitest";
import { accountIn } from "./rules.ts";

describe("the account in a token", () => {
  it("is a number as this server writes it, and nothing else", () => {
    expect(accountIn("12")).toBe(12);
    for (const sub of ["", "012", "1.5", "1e3", " 1", "NaN", "9007199254740993"])
      expect(accountIn(sub)).toBeUndefined();
  });
});
