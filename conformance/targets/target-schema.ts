import { z } from "zod";
import { TargetFile } from "./target-file.ts";
import { KEYS } from "./target-file-keys.ts";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The JSON Schema of target files (2020-12), with what an editor shows of each key. */
export function targetSchema(): JsonSchema {
  const schema = z.toJSONSchema(TargetFile, { io: "input", override: ({ jsonSchema }) => tidy(jsonSchema) });
  for (const [path, { says, example }] of Object.entries(KEYS)) {
    const key = schemaAt(schema, path);
    if (key) Object.assign(key, { description: says, ...(example !== undefined && { examples: [example] }) });
  }
  const { $schema, ...rest } = schema;
  return { ...($schema && { $schema }), title: "Authmark target file", description: WHOLE, ...rest };
}

const WHOLE = `What is tested, for authmark test --target FILE. \${VARIABLE} takes a value from the environment.`;

/** Every key that a target file may have, as the rows of {@link KEYS} are named. */
export function keyPaths(schema: JsonSchema, path = ""): string[] {
  return below(schema).flatMap(([name, child]) => {
    const own = name === "[]" ? `${path}[]` : [path, name].filter((part) => part !== "").join(".");
    return [...(name === "[]" ? [] : [own]), ...keyPaths(child, own)];
  });
}

function schemaAt(schema: JsonSchema, path: string): JsonSchema | undefined {
  const names = path.replaceAll("[]", ".[]").split(".");
  return names.reduce<JsonSchema | undefined>((at, name) => at && below(at).find(([own]) => own === name)?.[1], schema);
}

/** The schemas of what is in a value: of its members, of any further member (`*`), of its items (`[]`). */
function below({ properties = {}, additionalProperties, items }: JsonSchema): [name: string, schema: JsonSchema][] {
  const isSchema = (value: unknown): value is JsonSchema => typeof value === "object" && !Array.isArray(value);
  const all = [...Object.entries(properties), ["*", additionalProperties] as const, ["[]", items] as const];
  return all.flatMap(([name, schema]): [string, JsonSchema][] => (isSchema(schema) ? [[name, schema]] : []));
}

/** Takes away what only zod understands, and what says nothing. */
function tidy(schema: JsonSchema): void {
  if (schema.format === "starts_with") delete schema.format;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}
