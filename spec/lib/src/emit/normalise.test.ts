import { expect, test } from "vitest";
import { documentOf } from "../testing/evaluate.ts";
import type { Document, Operation, Schema } from "./document.ts";
import { normalise } from "./normalise.ts";

const normalised = (schema: object) => normalise(documentOf({ It: schema as Schema })).components.schemas["It"];
const operation = (members: Partial<Operation>, document: Partial<Document> = {}) => {
  const ask = { operationId: "ask", parameters: [], responses: {}, ...members };
  const whole = { ...documentOf({}), paths: { "/ask": { get: ask } }, ...document };
  return normalise(whole).paths["/ask"]?.["get"];
};

test("integers have the range of their type, or a narrower one of their own", () => {
  expect(normalised({ type: "integer", format: "uint8" })).toMatchObject({ minimum: 0, maximum: 255 });
  expect(normalised({ type: "integer", format: "double-int", minimum: 1 })).toMatchObject({
    minimum: 1,
    maximum: 2 ** 53 - 1,
  });
  expect(normalised({ type: "string", format: "uint8" })).toEqual({ type: "string", format: "uint8" });
});

test("what TypeSpec says of unevaluated properties stands as additional properties, at any depth", () => {
  const object = { type: "object" };
  expect(normalised({ ...object, unevaluatedProperties: { not: {} } })).toEqual({
    ...object,
    additionalProperties: false,
  });
  const map = { ...object, unevaluatedProperties: { type: "boolean" } };
  expect(normalised({ type: "array", items: map })).toMatchObject({
    items: { additionalProperties: { type: "boolean" } },
  });
});

test("an operation's first sentence is its summary; the whole stands where there is more", () => {
  expect(operation({ description: "Asks\nnow." })).toMatchObject({ summary: "Asks now" });
  expect(operation({ description: "Asks." })).not.toHaveProperty("description");
  expect(operation({ description: "Asks. Tells." })).toMatchObject({ summary: "Asks", description: "Asks. Tells." });
  expect(operation({ summary: "Own", description: "Asks." })).toMatchObject({ summary: "Own", description: "Asks." });
});

test("every operation says who may call it: as itself says, or as its service says, or anyone", () => {
  const security = [{ BearerAuth: [] }];
  expect(operation({})).toMatchObject({ security: [] });
  expect(operation({}, { security })).toMatchObject({ security });
  expect(operation({ security: [{}] }, { security })).toMatchObject({ security: [{}] });
});

test("a document without components has none by name, not none at all", () => {
  const { components: _, ...bare } = documentOf({});
  expect(normalise(bare).components).toEqual({ schemas: {} });
});
