import { describe, expect, it } from "vitest";
import { exchange } from "../../testing/exchanges.ts";
import { areAllDifferent } from "./issued-tokens.ts";

const answer = (step: string, identifierCode: unknown, renewalCode: unknown) =>
  exchange({ step, taken: { identifierCode, renewalCode } });

describe("codes", () => {
  it("may all be different", () => {
    expect(areAllDifferent([answer("a", "1", "2"), answer("b", "3", "4")])).toEqual([]);
  });

  it.each([
    ["in two tokens", [answer("a", "1", "2"), answer("b", "1", "3")], "b", "the identifierCode of a"],
    ["in the other place of another", [answer("a", "1", "2"), answer("b", "3", "1")], "b", "the identifierCode of a"],
    ["twice in one token", [answer("a", "1", "1")], "a", "the identifierCode of a"],
  ])("never come %s", (_, answers, at, actual) => {
    expect(areAllDifferent(answers)).toMatchObject([{ at, actual }]);
  });

  it("that are missing are no repetition", () => {
    expect(areAllDifferent([answer("a", undefined, "1"), answer("b", undefined, "2")])).toEqual([]);
  });
});
