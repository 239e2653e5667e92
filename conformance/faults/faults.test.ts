import { describe, expect, it } from "vitest";
import { allSuites } from "../catalogue/suites.ts";
import { allRequirements } from "../model/requirement.ts";
import { faultsThatBreak } from "./faults.ts";

const onServers = allRequirements.filter(({ actor }) => actor === "server");
const musts = onServers.filter(({ level, untestable }) => level.startsWith("MUST") && !untestable);

describe("a fault", () => {
  it.each(musts.map(({ id }) => id))("is there that breaks %s", (id) => {
    expect(faultsThatBreak(id)).not.toEqual([]);
  });

  it("completes a sentence about a server", () => {
    const names = allRequirements.flatMap(({ id }) => faultsThatBreak(id));
    expect(names.filter((name) => !/^a (server|client app) that \w.*[^.]$/.test(name))).toEqual([]);
  });

  it("breaks what an exchange can show, and what a suite checks", () => {
    const checked = new Set(allSuites().flatMap(({ suite: { catalogue } }) => Object.keys(catalogue)));
    const broken = allRequirements.filter(({ id }) => faultsThatBreak(id).length > 0);
    expect(broken.filter(({ id, actor, untestable }) => actor !== "server" || untestable || !checked.has(id))).toEqual(
      [],
    );
  });
});
