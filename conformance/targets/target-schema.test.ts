import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { KEYS } from "./target-file-keys.ts";
import { keyPaths, targetSchema } from "./target-schema.ts";

const schema = targetSchema();
const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);

/** Keys that stand in the schema twice: an operation over HTTP has them, and a command in lines. */
const IN_BOTH_TRANSPORTS = ["outcomes", "outcomes.*", "outcomes.*.at", "outcomes.*.equals"];

describe("the JSON Schema of target files", () => {
  it("says of every key what it is for, and of no other", () => {
    expect(Object.keys(KEYS).toSorted()).toEqual(keyPaths(schema).toSorted());
    const all = Object.keys(KEYS).length + IN_BOTH_TRANSPORTS.length + 1;
    expect(JSON.stringify(schema).match(/"description":/g)).toHaveLength(all);
  });

  it("is of the edition that it says, and has a title", () => {
    expect(schema).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema" });
    expect(schema.title).toBe("Authmark target file");
  });

  it("takes the example of the docs", () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/target-file.md"), "utf8");
    const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    expect(validate(parse(example)), JSON.stringify(validate.errors)).toBe(true);
  });

  it("takes every example that it gives itself", () => {
    for (const [path, { example }] of Object.entries(KEYS)) {
      if (example === undefined || path.includes(".")) continue;
      const file = { protocol: "hmail", at: { url: "http://127.0.0.1:1" }, [path]: example };
      expect(validate(file), `${path}: ${JSON.stringify(validate.errors)}`).toBe(true);
    }
  });

  const LEAST = { protocol: "hmail", at: { url: `\${URL}` } };
  it.each<[string, object, boolean]>([
    ["no more than it has to", LEAST, true],
    ["a status as a number", { ...LEAST, wire: { a: operation({ outcomes: { b: { status: 200 } } }) } }, true],
    ["an operation with nothing to take", { ...LEAST, wire: { a: operation({}) } }, true],
    ["no address", { protocol: "hmail", at: {} }, false],
    ["another protocol", { ...LEAST, protocol: "smtp" }, false],
    ["a key that there is not", { ...LEAST, acounts: [] }, false],
    ["a pointer without a slash", { ...LEAST, wire: { a: operation({ take: { b: { at: "c" } } }) } }, false],
    ["a path without a slash", { ...LEAST, wire: { a: operation({ path: "login" }) } }, false],
  ])("tells whether a file is right that says %s", (_, file, isRight) => {
    expect(validate(file)).toBe(isRight);
  });
});

function operation(otherwise: object): object {
  return { method: "GET", path: "/", outcomes: {}, ...otherwise };
}
