import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Report } from "../model/report.ts";
import { exchange, unanswered } from "../testing/exchanges.ts";
import { blocked, fail, hostile, NOT_TESTED, PASS, reportOn, result, runOf, SUITE_ERROR } from "../testing/results.ts";
import { renderJson } from "./json.ts";

const report = reportOn([
  runOf([
    result("MUST", fail(), [exchange(), unanswered("closed", { step: "second" })]),
    result("MUST", blocked(), [exchange({ request: { body: "{}" } })], 1),
    result("MUST", SUITE_ERROR, [], 2),
    result("MUST", NOT_TESTED, [], 3),
    result("MUST", PASS, [], 4),
  ]),
]);

describe("the report in JSON", () => {
  it("is the report, all of it", () => {
    expect(JSON.parse(renderJson(report))).toEqual(report);
    expect(renderJson(report).endsWith("}\n")).toBe(true);
  });

  it("keeps to the JSON Schema that is published", () => {
    const { $schema, ...schema } = z.toJSONSchema(Report);
    expect($schema).toBe("https://json-schema.org/draft/2020-12/schema");
    const validate = new Ajv2020({ validateFormats: false }).compile(schema);
    expect(validate(JSON.parse(renderJson(report))), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...report, format: "authmark-report/2" })).toBe(false);
  });

  it("is inert, and says all the same what the target said", () => {
    const text = "\u001b[2J\u009b31m\u202e\u{e0041}\n::error::x\n##[error]y ##vso[z]";
    const hostileReport = reportOn([runOf([result("MUST", fail(text), [hostile(text)])])]);
    const json = renderJson(hostileReport);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: there must be none
    expect(json).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|\udb40|^\s*::|##\w*\[/m);
    expect(JSON.parse(json)).toEqual(hostileReport);
  });

  it("is not written where it breaks its own schema", () => {
    expect(() => renderJson({ ...report, startedAt: "yesterday" })).toThrow();
  });
});
