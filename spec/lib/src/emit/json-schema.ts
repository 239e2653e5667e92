import { type Document, refName, type Schema } from "./document.ts";

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** Renders each component as a JSON Schema file of its own that refers to its neighbours by file name. */
export function renderJsonSchemas(document: Document): Record<string, string> {
  return Object.fromEntries(
    Object.entries(document.components.schemas).map(([name, schema]) => [
      `json-schema/${name}.json`,
      `${JSON.stringify({ $schema: DIALECT, $id: `${name}.json`, ...relocate(schema) }, null, 2)}\n`,
    ]),
  );
}

/** The schema with every reference to a component turned into one to the component's file. */
function relocate(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema), (key, value) => (key === "$ref" ? `${refName(value)}.json` : value));
}
