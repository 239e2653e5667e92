import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import AjvDraft04 from "ajv-draft-04";
import { describe, expect, it } from "vitest";
import {
  blocked,
  fail,
  NOT_TESTED,
  PASS,
  reportOn,
  result,
  runOf,
  SUITE_ERROR,
  someRequirement,
} from "../testing/results.ts";
import { renderSarif } from "./sarif.ts";

const schemaFile = createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
// One of its patterns is none by Unicode's rules.
const validate = new AjvDraft04.default({ strict: false, unicodeRegExp: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(schemaFile, "utf8")),
);

const report = reportOn([
  runOf(
    [
      result("MUST", fail()),
      result("MUST", blocked(), [], 1),
      result("MUST", SUITE_ERROR, [], 2),
      result("MUST", NOT_TESTED, [], 3),
      result("MUST", PASS, [], 4),
      result("SHOULD", fail()),
      result("MAY", fail()),
    ],
    { name: "a target / of mine" },
  ),
]);
const sarif = JSON.parse(renderSarif(report));
const [run] = sarif.runs;

describe("SARIF", () => {
  it("keeps to the schema of 2.1.0", () => {
    expect(validate(sarif), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...sarif, version: "2.0.0" })).toBe(false);
    expect(validate({ ...sarif, runs: [{ ...run, results: [{ level: "error" }] }] })).toBe(false);
  });

  it("has a rule for each requirement, and a result for each check that found something", () => {
    expect(run.tool.driver.rules).toHaveLength(7);
    expect(run.results.map(({ level }: { level: string }) => level)).toEqual(["error", "warning", "error", "warning"]);
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });

  it("says in a result what was found and how to see it again, and in its rule what is required", () => {
    expect(run.results[0].message.text).toMatch(
      /^attempt: expected failure, was success: 200 \{\}\nagain: authmark test /,
    );
    expect(run.tool.driver.rules[0].fullDescription.text).toBe(someRequirement("MUST").text);
  });

  it("names the target where readers ask for a file, as a path that is none", () => {
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe("a%20target%20%2F%20of%20mine");
    expect(run.automationDetails.id).toBe("authmark/a target _ of mine/default");
  });

  it("suppresses what the baseline knows", () => {
    const [first] = report.runs;
    const known = first?.checks.map((check) => ({ ...check, known: { reason: "later" } })) ?? [];
    const suppressed = JSON.parse(renderSarif({ ...report, runs: first ? [{ ...first, checks: known }] : [] }));
    expect(validate(suppressed)).toBe(true);
    expect(suppressed.runs[0].results[0].suppressions).toEqual([{ kind: "external", justification: "later" }]);
  });
});
