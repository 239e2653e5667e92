import { describe, expect, it } from "vitest";
import { policyTexts } from "../model/policy.ts";
import { saidOf, surveyed } from "../testing/surveys.ts";
import { policyLines } from "./policy-lines.ts";

describe("what a target was seen to do otherwise than it declares", () => {
  it("is said with the remedy, against the default as well", () => {
    expect(policyLines({ logoutScope: "user" }, { logoutScope: "session", oldAccess: "lives" })).toEqual([
      "policy.oldAccess: the target lets the old access token live after a refresh; by default it is dies. If that is meant, declare oldAccess: lives.",
      "policy.logoutScope: the target ends one session at a logout; as declared it is user. If that is meant, declare logoutScope: session.",
    ]);
  });

  it("is nothing where it does as declared, or where nothing is declared or seen", () => {
    const declared = policyTexts({ reuse: { graceMs: 5000 }, oldAccess: "lives" });
    expect(policyLines(declared, { reuse: "grace", oldAccess: "lives", lostResponse: "ends" })).toEqual([]);
    expect(policyLines(declared, {})).toEqual([]);
  });

  it("asks for the length of a grace, which was not looked for", () => {
    expect(policyLines({}, policyTexts({ reuse: "grace" }))).toEqual([
      expect.stringContaining("declare reuse: { grace: … } with its length."),
    ]);
  });
});

describe("the doctor on a policy", () => {
  const observed = (policy?: object) => surveyed({ observed: { clockAheadMs: 0, ...(policy && { policy }) } });

  it("names what it saw, or what is otherwise", () => {
    expect(saidOf("policy", observed({ oldAccess: "dies" }))).toEqual([
      "fine: as declared, or by default: oldAccess: dies",
    ]);
    expect(saidOf("policy", observed({ oldAccess: "lives" }))).toEqual([
      expect.stringMatching(/^look: policy\.oldAccess: .* declare oldAccess: lives\.$/),
    ]);
    expect(saidOf("policy", observed({}))).toEqual(["look: nothing of it could be seen"]);
  });

  it("says nothing of a protocol that leaves no choice", () => {
    expect(saidOf("policy", observed())).toEqual([]);
  });
});
