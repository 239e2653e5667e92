import { z } from "zod";
import { KEYS } from "./target-file-keys.ts";
import { TargetFile } from "./target-file-schema.ts";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The JSON Schema of target files (2020-12), with what an editor shows of each key. */
export function targetSchema(): JsonSchema {
  const schema = z.toJSONSchema(TargetFile, { io: "input", override: ({ jsonSchema }) => tidy(jsonSchema) });
  for (const [path, { says, example }] of Object.entries(KEYS)) {
    const said = { description: says, ...(example !== undefined && { examples: [example] }) };
    for (const key of schemasAt(schema, path)) Object.assign(key, said);
  }
  const { $schema, ...rest } = schema;
  return { ...($schema && { $schema }), title: "Authmark target file", description: WHOLE, ...rest };
}

const WHOLE = `What is tested, for authmark test --target FILE. \${VARIABLE} takes a value from the environment.`;

/** Every key that a target file may have, as the rows of {@link KEYS} are named. */
export function keyPaths(schema: JsonSchema, path = ""): string[] {
  const all = below(schema).flatMap(([name, child]) => {
    const own = name === "[]" ? `${path}[]` : [path, name].filter((part) => part !== "").join(".");
    return [...(name === "[]" ? [] : [own]), ...keyPaths(child, own)];
  });
  return [...new Set(all)];
}

/** The schemas of a key: several where what is around it has several forms, each of which has the key. */
function schemasAt(schema: JsonSchema, path: string): JsonSchema[] {
  const names = path.replaceAll("[]", ".[]").split(".");
  return names.reduce<JsonSchema[]>(
    (all, name) => all.flatMap(below).flatMap(([own, inner]) => (own === name ? [inner] : [])),
    [schema],
  );
}

/** The schemas of what is in a value: of its members, of any further member (`*`), of its items (`[]`). */
function below(schema: JsonSchema): [name: string, schema: JsonSchema][] {
  const { properties = {}, additionalProperties, items, anyOf = [] } = schema;
  const all = [...Object.entries(properties), ["*", additionalProperties] as const, ["[]", items] as const];
  const own = all.flatMap(([name, inner]): [string, JsonSchema][] => (isSchema(inner) ? [[name, inner]] : []));
  return [...own, ...anyOf.filter(isSchema).flatMap(below)];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && !Array.isArray(value);
}

/** Takes away what only zod understands, and what says nothing. */
function tidy(schema: JsonSchema): void {
  if (schema.format === "starts_with") delete schema.format;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}
