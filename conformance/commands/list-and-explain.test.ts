import { beforeEach, describe, expect, it, vi } from "vitest";
import { allSuites, suites } from "../catalogue/suites.ts";
import { faultsNoticedBy } from "../faults/faults.ts";
import { allRequirements, requirement } from "../model/requirement.ts";
import { explain } from "./explain.ts";
import { checksOf, isStatistical, list } from "./list.ts";

const log = vi.spyOn(console, "log").mockImplementation(() => {});
beforeEach(() => log.mockClear());
const printed = () => String(log.mock.lastCall?.[0]);
const [tested] = allRequirements.filter((each) => checksOf(each).length > 0);
const untestable = allRequirements.find((each) => each.untestable);
const client = allRequirements.find(({ actor }) => actor === "client");

describe("authmark list", () => {
  it("has a line for every requirement: its checks, or the reason for none", () => {
    list({});
    expect(printed().split("\n")).toHaveLength(allRequirements.length);
    expect(printed()).toMatch(
      new RegExp(`^${tested?.level} +${tested?.id.replaceAll(".", "\\.")}  \\d+ checks?$`, "m"),
    );
    expect(printed()).toContain(`${untestable?.id}  no check: ${untestable?.untestable}`);
    expect(printed()).toContain(`${client?.id}  no check: of the client; the suite tests servers`);
  });

  it("says which requirement is tested only with --timing, and so does explain", () => {
    const checks = allRequirements.flatMap((each) => checksOf(each)).filter(isStatistical);
    expect(checks).toHaveLength(Object.keys(suites).length);
    list({ protocol: "hmail" });
    const [id = ""] = checks[0]?.split("/") ?? [];
    const lines = printed().split("\n");
    expect(lines.filter((line) => line.includes("--timing"))).toEqual([
      expect.stringMatching(new RegExp(`${id}  1 check, with --timing$`)),
    ]);
    explain(id);
    expect(printed()).toMatch(/needs to be asked for: it measures times.*\(--timing\)/);
    explain(tested?.id ?? "");
    expect(printed()).not.toContain("--timing");
  });

  it("has them for programs too", () => {
    list({ json: true, protocol: "hmail" });
    const rows: unknown[] = JSON.parse(printed());
    expect(rows).toHaveLength(allRequirements.filter(({ protocol }) => protocol === "hmail").length);
    expect(rows).toContainEqual({ ...tested, checks: tested && checksOf(tested) });
  });

  it("has the deviations that can be declared, with what they deviate from", () => {
    const all = allSuites().flatMap(({ protocol, role, suite: { dialects } }) =>
      Object.entries(dialects).map(([id, requirements]) => ({ protocol, role, id, requirements })),
    );
    expect(all.length).toBeGreaterThan(0);
    list({ dialects: true, protocol: "hmail" });
    for (const { id, requirements } of all.filter(({ protocol }) => protocol === "hmail")) {
      expect(printed()).toContain(`${id}  (hmail) deviates from`);
      for (const each of requirements) expect(printed()).toContain(` ${each}\n      ${requirement(each).text}`);
    }
    list({ dialects: true, json: true });
    expect(JSON.parse(printed())).toEqual(all);
  });

  it.each(["smtp", "", "constructor"])("refuses the protocol %j, with a remedy", (protocol) => {
    expect(() => list({ protocol })).toThrow(`--protocol ${protocol}: write one of ${Object.keys(suites).join(", ")}.`);
  });
});

describe("authmark explain", () => {
  it("says of a requirement what it asks, where that is written, and how it is tested", () => {
    explain(tested?.id ?? "");
    for (const part of [tested?.text, tested?.level, tested?.source.document, ...(tested ? checksOf(tested) : [])]) {
      expect(printed()).toContain(part);
    }
  });

  it("says it of every one, and of each of its checks alone", () => {
    for (const requirement of allRequirements) {
      explain(requirement.id);
      expect(printed()).toContain(requirement.text);
      expect(printed()).not.toMatch(/^\s*undefined$/m);
      for (const check of checksOf(requirement)) {
        explain(check);
        expect(
          printed()
            .split("\n")
            .filter((line) => line.includes("/") && line.trim().startsWith(requirement.id)),
        ).toEqual([`  ${check}`]);
      }
    }
  });

  it("says why there is no check", () => {
    explain(untestable?.id ?? "");
    expect(printed()).toContain(`not testable: ${untestable?.untestable}`);
    explain(client?.id ?? "");
    expect(printed()).toContain("It obliges the client; the suite tests servers.");
  });

  it.each(["nonsense", "hmail", "", `${tested?.id}/nonsense`, `${tested?.id}/`])("refuses %j, with a remedy", (id) => {
    expect(() => explain(id)).toThrow(`${id}: there is no such requirement or check.`);
    expect(() => explain(id)).toThrow("authmark list shows them all.");
  });

  it("guesses what was meant", () => {
    expect(() => explain(`${tested?.id}s`)).toThrow(`Did you mean ${tested?.id}?`);
    const [check = ""] = tested ? checksOf(tested) : [];
    expect(() => explain(`${check}s`)).toThrow(`Did you mean ${check}`);
  });

  it("says of a check which broken servers it notices, and which of them break another requirement", () => {
    const checks = allRequirements.flatMap((requirement) => checksOf(requirement));
    const noticing = checks.filter((check) => faultsNoticedBy(check).length > 0);
    expect(noticing.length).toBeGreaterThan(40);
    for (const check of noticing) {
      explain(check);
      for (const { name, breaks } of faultsNoticedBy(check)) {
        const elsewhere = check.startsWith(`${breaks}/`) ? "" : `  (breaks ${breaks})`;
        expect(printed().split("\n")).toContain(`    ${name}${elsewhere}`);
      }
    }
  });
});
