import fc from "fast-check";
import type { Schema } from "../emit/document.ts";

/** JSON Schemas by the name of their file, by which they refer to each other. */
export type SchemaFiles = Readonly<Record<string, Schema>>;

/** An arbitrary of valid values: it knows the keywords that are generated, and throws for a shape that it does not. */
export function samplesOf(files: SchemaFiles, schema: Schema): fc.Arbitrary<unknown> {
  const sample = (inner: Schema) => samplesOf(files, inner);
  const { $ref, anyOf, enum: values } = schema;
  if ($ref !== undefined) return sample(at(files, $ref));
  if (anyOf) return fc.oneof(...anyOf.map(sample));
  if ("const" in schema) return fc.constant(schema.const);
  if (values) return fc.constantFrom(...values);
  const shape = SHAPES[schema.type ?? "anything"];
  if (!shape) throw new Error(`No samples of ${JSON.stringify(schema)}.`);
  return shape(schema, sample);
}

type Shape = (schema: Schema, sample: (inner: Schema) => fc.Arbitrary<unknown>) => fc.Arbitrary<unknown>;

const SHAPES: Record<string, Shape> = {
  anything: () => fc.jsonValue(),
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum = 0, maximum = minimum }) => fc.integer({ min: minimum, max: maximum }),
  number: ({ minimum, exclusiveMinimum = minimum, maximum, exclusiveMaximum = maximum }) =>
    fc.double({
      noNaN: true,
      noDefaultInfinity: true,
      ...(exclusiveMinimum !== undefined && { min: exclusiveMinimum, minExcluded: minimum === undefined }),
      ...(exclusiveMaximum !== undefined && { max: exclusiveMaximum, maxExcluded: maximum === undefined }),
    }),
  // "binary" has every character, and counts characters.
  string: ({ pattern, minLength = 0, maxLength = minLength + 20 }) =>
    pattern === undefined
      ? fc.string({ unit: "binary", minLength, maxLength })
      : fc.stringMatching(new RegExp(pattern, "u")).filter((text) => [...text].length >= minLength),
  array: ({ items = {}, minItems = 0, maxItems = minItems + 2 }, sample) =>
    fc.array(sample(items), { minLength: minItems, maxLength: maxItems }),
  object: ({ properties = {}, required = [], additionalProperties: others }, sample) => {
    const members = Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, sample(member)]));
    const known = fc.record(members, { requiredKeys: [...required], noNullPrototype: true });
    if (!others) return known;
    const more = fc.dictionary(fc.stringMatching(/^other[0-9]$/), sample(others), {
      maxKeys: 2,
      noNullPrototype: true,
    });
    return fc.tuple(more, known).map(([a, b]) => ({ ...a, ...b }));
  },
};

function at(files: SchemaFiles, name: string): Schema {
  const schema = files[name];
  if (!schema) throw new Error(`There is no ${name}.`);
  return schema;
}
