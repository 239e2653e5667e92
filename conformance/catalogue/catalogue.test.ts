import { describe, expect, it } from "vitest";
import { allRequirements, isRequiredIn } from "../model/requirement.ts";
import { together, under } from "./catalogue.ts";
import { CIRCUMSTANCES } from "./circumstances.ts";
import { allSuites } from "./suites.ts";

describe("checks of common requirements", () => {
  it("stand under a protocol's name", () => {
    const [one, other] = [{ "two-users": 1 }, { "no-token": 2 }];
    const all = under("hmail", { "first-rule": one, "second-rule": other });
    expect(Object.entries(all)).toEqual([
      ["hmail.first-rule", one],
      ["hmail.second-rule", other],
    ]);
    expect(under("hmail", {})).toEqual({});
  });

  it("get further circumstances, beside those that they have, in their order", () => {
    const checks = { "p.a": { x: 1, y: 2 }, "p.b": { x: 3 } };
    const before = structuredClone(checks);
    const all = together(checks, { "p.b": { z: 4 } });
    expect(all).toEqual({ "p.a": { x: 1, y: 2 }, "p.b": { x: 3, z: 4 } });
    expect(Object.keys(all)).toEqual(["p.a", "p.b"]);
    expect(checks).toEqual(before);
  });

  it("are as they were where there is nothing more", () => {
    expect(together({ "p.a": { x: 1 } }, {})).toEqual({ "p.a": { x: 1 } });
  });
});

describe.each(allSuites())("the suite of $protocol, in the role $role", ({ protocol, role, suite: { catalogue } }) => {
  const testable = allRequirements
    .filter(
      (each) => each.protocol === protocol && isRequiredIn(each, role) && each.actor === "server" && !each.untestable,
    )
    .map(({ id }) => id);

  it("has a check for every requirement that an exchange can show, and for nothing else", () => {
    expect(Object.keys(catalogue).toSorted()).toEqual(testable.toSorted());
    expect(Object.values(catalogue).filter((circumstances) => Object.keys(circumstances).length === 0)).toEqual([]);
  });
});

describe("the glossary of circumstances", () => {
  const used = new Set(
    allSuites().flatMap(({ suite: { catalogue } }) => Object.values(catalogue).flatMap((row) => Object.keys(row))),
  );

  it("has every circumstance that a suite uses, and none besides", () => {
    expect([...used].toSorted()).toEqual(Object.keys(CIRCUMSTANCES).toSorted());
  });

  it("says of each something else", () => {
    const texts = Object.values(CIRCUMSTANCES);
    expect(texts.filter((text, index) => texts.indexOf(text as never) !== index)).toEqual([]);
  });
});
