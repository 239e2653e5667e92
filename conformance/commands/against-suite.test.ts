import { describe, expect, it } from "vitest";
import { suiteOf } from "../catalogue/suites.ts";
import { allRequirements } from "../model/requirement.ts";
import { target } from "../testing/targets.ts";
import { refuseIdleGlobs, refuseUnknownNames } from "./against-suite.ts";
import { checksOf, isStatistical } from "./list.ts";

const [requirement] = allRequirements.filter((each) => checksOf(each).length > 0);
const [check = ""] = requirement ? checksOf(requirement) : [];

describe("globs", () => {
  const refuse = (only: string[], skip: string[] = []) => refuseIdleGlobs([target(), target()], { only, skip });

  it("that choose something are taken, in both options", () => {
    const some = [check, requirement?.id ?? "", `${requirement?.protocol}.*`, "**"];
    expect(() => refuse(some, some)).not.toThrow();
  });

  it("that choose nothing are refused, with what may have been meant", () => {
    expect(() => refuse([`${check}s`])).toThrow(`--only ${check}s: no check of ${requirement?.protocol} matches. Did`);
    expect(() => refuse([], [`${requirement?.id}s`])).toThrow(`Did you mean ${requirement?.id}`);
    expect(() => refuse(["nothing-at-all/**"])).toThrow("authmark list --protocol");
  });
});

describe("a glob that chooses only what measures times", () => {
  const timing = allRequirements.flatMap((each) => checksOf(each)).find(isStatistical) ?? "";
  const refuse = (globs: { only?: string[]; skip?: string[]; timing?: boolean }) =>
    refuseIdleGlobs([target()], { only: [], skip: [], ...globs });

  it("is refused where that is not asked for, with the option that is missing", () => {
    expect(() => refuse({ only: [timing] })).toThrow(`--only ${timing}: it needs to be asked for: it measures times`);
    expect(() => refuse({ only: [timing] })).toThrow("(--timing)");
  });

  it("is taken where it is, and may leave out what would not run anyway", () => {
    expect(() => refuse({ only: [timing], timing: true })).not.toThrow();
    expect(() => refuse({ skip: [timing] })).not.toThrow();
  });
});

describe("the wire of a target", () => {
  const { operations } = suiteOf(target());
  const [name = "", operation] = Object.entries(operations)[0] ?? [];
  const bound = (wire: object) => target({ file: "acme.yaml", wire: wire as never });

  it("may spell every operation as the protocol itself does", () => {
    expect(() => refuseUnknownNames(bound(operations))).not.toThrow();
  });

  it("is refused where it names what the protocol does not have: file, key and remedy", () => {
    expect(() => refuseUnknownNames(bound({ [`${name}s`]: operation }))).toThrow(
      `acme.yaml: wire.${name}s: there is no such operation here; write ${Object.keys(operations).join(", ")}.`,
    );
    const outcomes = { sucess: { status: "200" } };
    expect(() => refuseUnknownNames(bound({ [name]: { ...operation, outcomes } }))).toThrow(
      `acme.yaml: wire.${name}.outcomes.sucess: there is no such outcome here; write success,`,
    );
  });
});
