import { describe, expect, it } from "vitest";
import type { Check, Need } from "../model/check.ts";
import { allRequirements, type Requirement } from "../model/requirement.ts";
import { target } from "../testing/targets.ts";
import { preview } from "./preview.ts";

const SHORT = { username: "alice", password: "short" };
const needing = (...needs: Need[]) => {
  const check: Check = { needs, act: async () => ({}), judge: () => [] };
  return [{ id: "hmail.sentence/circumstance" as never, requirement: "hmail.sentence" as never, check }];
};
const foreseen = (needs: Need[], otherwise = {}) =>
  preview(needing(...needs), target({ accounts: [SHORT], ...otherwise }), 60_000)[0];

describe("before anything is asked", () => {
  it.each<[string, Need[], object]>([
    ["it needs nothing", [], {}],
    ["there is what it needs", ["second-account"], { accounts: [SHORT, { ...SHORT, username: "bob" }] }],
    ["the lifetime is declared to be short", ["short-access-lifetime"], { lifetimes: { accessMs: 2000, leewayMs: 0 } }],
  ])("a check is sure to run where %s", (_, needs, otherwise) => {
    expect(foreseen(needs, otherwise)).toEqual({ id: "hmail.sentence/circumstance", requirement: "hmail.sentence" });
  });

  it.each<[string, Need[], object, string]>([
    ["a means is missing", ["second-account"], {}, "needs a second account"],
    [
      "the lifetime is declared to be long",
      ["short-access-lifetime"],
      { lifetimes: { accessMs: 61_000, leewayMs: 0 } },
      "needs an access token that expires",
    ],
    [
      "it needs more than what the target tells",
      ["short-refresh-lifetime", "second-account"],
      {},
      "needs a second account",
    ],
  ])("a check is sure not to run where %s", (_, needs, otherwise, reason) => {
    expect(foreseen(needs, otherwise)).toMatchObject({ reason: expect.stringContaining(reason) });
    expect(foreseen(needs, otherwise)).not.toHaveProperty("onlyWith");
  });

  it("a check of an operation that the target does not have is sure not to run", () => {
    const { check } = needing()[0] as ReturnType<typeof needing>[number];
    const some = allRequirements.find(({ operation }) => operation) as Requirement;
    const planned = { id: `${some.id}/circumstance` as never, requirement: some.id, check };
    const without = [String(some.operation)];
    expect(preview([planned], target({ accounts: [SHORT], without }), 60_000)[0]).toMatchObject({
      reason: `the target does not have ${some.operation}`,
    });
  });

  it.each<Need>(["registration", "disposable-account"])("only the target tells whether it registers: %s", (need) => {
    expect(foreseen([need])).toMatchObject({ onlyWith: "registration" });
  });

  it.each<Need>(["short-access-lifetime", "short-refresh-lifetime", "public-key"])(
    "only the target tells of a %s",
    (need) => {
      expect(foreseen([need])).toMatchObject({ onlyWith: need });
      expect(foreseen([need])).not.toHaveProperty("reason");
    },
  );
});
