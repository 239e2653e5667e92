import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { documentOf, evaluate } from "../testing/evaluate.ts";
import { NotGenerated, type Schema } from "./document.ts";
import { renderSchema } from "./zod-schema.ts";

const text = { type: "string" } as const;

describe("zod and JSON Schema mean the same by", () => {
  const astral = "\u{1F511}";
  test.each<[name: string, schema: Schema, accepted: unknown[], refused: unknown[]]>([
    ["anything", {}, [null, 1, "", [], {}], []],
    ["a string", text, ["", "a\0b"], [null, 1, []]],
    ["a pattern", { ...text, pattern: "^a.$" }, ["ab", `a${astral}`], ["a", "abc", "ab\n"]],
    ["lengths", { ...text, minLength: 1, maxLength: 2 }, ["a", astral, astral + astral], ["", "abc", astral.repeat(3)]],
    ["a least length", { ...text, minLength: 2 }, ["ab"], ["a", astral]],
    ["a greatest length", { ...text, maxLength: 1 }, ["", astral], ["ab"]],
    ["an integer", { type: "integer", minimum: 0, maximum: 9 }, [0, -0, 9], [-1, 10, 0.5, "1", null]],
    ["a number", { type: "number", minimum: 0, exclusiveMaximum: 1 }, [0, 0.5], [-0.1, 1, "0"]],
    ["other bounds", { type: "number", exclusiveMinimum: 0, maximum: 1 }, [1, 1e-9], [0, 1.1]],
    ["a boolean", { type: "boolean" }, [true, false], [0, "true", null]],
    ["one literal", { ...text, enum: ["a"] }, ["a"], ["b", null]],
    ["literals", { enum: ["a", 1, true, null] }, ["a", 1, true, null], ["1", false, 0]],
    ["a constant", { const: 1 }, [1], [2, "1"]],
    ["a literal or null", { anyOf: [{ ...text, enum: ["a", "b"] }, { type: "null" }] }, ["b", null], ["c", 0]],
    [
      "a list",
      { type: "array", items: text, minItems: 1, maxItems: 2 },
      [["a"], ["a", "b"]],
      [[], [1], ["a", "b", "c"], {}],
    ],
    [
      "an object",
      { type: "object", properties: { a: text, "b-c": text }, required: ["a"] },
      [{ a: "" }, { a: "", "b-c": "", d: 1 }, JSON.parse('{ "a": "", "__proto__": 1 }')],
      [{}, { a: 1 }, { a: "", "b-c": null }, [], null],
    ],
    [
      "a closed object",
      { type: "object", properties: { a: text }, additionalProperties: false },
      [{}, { a: "" }],
      [{ b: "" }, JSON.parse('{ "__proto__": "" }'), []],
    ],
    [
      "an object with others of one kind",
      { type: "object", properties: { a: { type: "boolean" } }, required: ["a"], additionalProperties: text },
      [{ a: true }, { a: true, b: "" }],
      [{ b: "" }, { a: true, b: 1 }],
    ],
    ["a map", { type: "object", additionalProperties: text }, [{}, { a: "" }], [{ a: 1 }, [], null]],
    ["required unknown", { type: "object", properties: { a: {} }, required: ["a"] }, [{ a: null }], [{}]],
  ])("%s", (_, schema, accepted, refused) => {
    const zod = evaluate(documentOf({ It: schema })).schemas["It"];
    const ajv = new Ajv2020({ strictTypes: false }).compile(schema);
    for (const value of accepted)
      expect([value, zod?.safeParse(value).success, ajv(value)]).toEqual([value, true, true]);
    for (const value of refused)
      expect([value, zod?.safeParse(value).success, ajv(value)]).toEqual([value, false, false]);
  });
});

describe("nothing is rendered from", () => {
  test.each<[name: string, schema: object, message: string]>([
    ["an unknown keyword", { type: "array", uniqueItems: true }, "uniqueItems is not rendered"],
    ["an unknown keyword below", { type: "object", properties: { a: { ...text, default: "x" } } }, "default is not"],
    ["a constraint beside a reference", { $ref: "#/components/schemas/A", maxLength: 1 }, "maxLength is not rendered"],
    ["an unknown type", { type: "binary" }, "The type binary is not rendered"],
    ["an integer without bounds", { type: "integer", minimum: 0 }, "An integer needs a safe minimum and maximum"],
    ["a reference out of the document", { $ref: "other.json" }, "other.json: only references to"],
  ])("%s", (_, schema, message) => {
    expect(() => renderSchema(schema as Schema)).toThrow(NotGenerated);
    expect(() => renderSchema(schema as Schema)).toThrow(message);
  });
});
