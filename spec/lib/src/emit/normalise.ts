import type { Document, Operation, Schema } from "./document.ts";

/** The document as TypeSpec writes it: it leaves out what it has nothing for. */
export type RawDocument = Omit<Document, "components"> & { components?: Partial<Document["components"]> };

/** What TypeSpec writes where JSON Schema has more than one way to say it. */
interface RawSchema extends Schema {
  unevaluatedProperties?: Schema & { not?: object };
}

const LICENSE = { name: "Apache-2.0", identifier: "Apache-2.0" };

const SAFE = Number.MAX_SAFE_INTEGER;
/** `format` is an annotation only, so the range that the source's integer types have is written out. */
const RANGES: Record<string, readonly [minimum: number, maximum: number]> = {
  int8: [-(2 ** 7), 2 ** 7 - 1],
  int16: [-(2 ** 15), 2 ** 15 - 1],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint8: [0, 2 ** 8 - 1],
  uint16: [0, 2 ** 16 - 1],
  uint32: [0, 2 ** 32 - 1],
  "double-int": [-SAFE, SAFE],
};

/**
 * The document as every generator reads it, and as it is published: integers with their range, closed and open objects
 * by `additionalProperties`, components even if there are none, and for each operation a summary and who may call it.
 */
export function normalise(raw: RawDocument): Document {
  const { security = [], ...document } = JSON.parse(JSON.stringify(raw), (_, value) =>
    normaliseSchema(value),
  ) as RawDocument;
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const operations = Object.entries(item).map(([method, operation]) => [
      method,
      { ...summarised(operation), security: operation.security ?? security },
    ]);
    return [path, Object.fromEntries(operations)];
  });
  return {
    ...document,
    info: { ...document.info, license: document.info?.license ?? LICENSE },
    paths: Object.fromEntries(paths),
    components: { schemas: {}, ...document.components },
  };
}

/** Works on whatever is in a document, and leaves alone what is no schema. */
function normaliseSchema(value: RawSchema | null): unknown {
  if (value === null || typeof value !== "object") return value;
  const { unevaluatedProperties: others, ...schema } = value;
  if (others) return { ...schema, additionalProperties: others.not ? false : others };
  const [minimum, maximum] = (value.type === "integer" && RANGES[value.format ?? ""]) || [];
  if (minimum === undefined) return value;
  return { ...value, minimum: value.minimum ?? minimum, maximum: value.maximum ?? maximum };
}

/** Makes the first sentence of an operation's text its summary, and leaves the whole text where there is more. */
function summarised(operation: Operation): Operation {
  const { operationId, summary, description, ...rest } = operation;
  if (summary !== undefined || description === undefined) return operation;
  const [sentence = "", more] = description.split(/\.(?:\s+|$)/, 2);
  return { operationId, summary: sentence.replaceAll("\n", " "), ...(more && { description }), ...rest };
}
