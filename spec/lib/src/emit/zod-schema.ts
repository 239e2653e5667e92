import { type Literal, NotGenerated, refName, type Schema } from "./document.ts";

/** A schema's rendering, and those of its members that the rendering does not use. */
interface Rendered {
  text: string;
  rest: Schema;
}

/** Members that constrain nothing: `format` is an annotation in JSON Schema 2020-12. */
const ANNOTATIONS = new Set(["description", "format", "x-role", "x-lifetime-role", "x-carries"]);

/**
 * Renders one schema by the one row that its shape has. An object lets unknown members pass and drops them, unless the
 * source says otherwise.
 *
 * @throws NotGenerated for a member that the row does not use, so that no constraint is lost in silence.
 */
export function renderSchema(schema: Schema): string {
  const { text, rest } = renderShape(schema);
  const unknown = Object.keys(rest).filter((key) => !ANNOTATIONS.has(key));
  if (unknown.length > 0) throw new NotGenerated(`${unknown.join(", ")} is not rendered: ${JSON.stringify(schema)}.`);
  return text;
}

function renderShape(schema: Schema): Rendered {
  if (schema.$ref !== undefined) {
    const { $ref, ...rest } = schema;
    return { text: refName($ref), rest };
  }
  if (schema.anyOf !== undefined) {
    const { anyOf, ...rest } = schema;
    return { text: `z.union([${anyOf.map(renderSchema).join(", ")}])`, rest };
  }
  if (schema.const !== undefined) {
    const { const: value, type: _, ...rest } = schema;
    return { text: renderLiterals([value]), rest };
  }
  if (schema.enum !== undefined) {
    const { enum: values, type: _, ...rest } = schema;
    return { text: renderLiterals(values), rest };
  }
  const { type = "anything", ...members } = schema;
  const render = SHAPES[type];
  if (!render) throw new NotGenerated(`The type ${type} is not rendered: ${JSON.stringify(schema)}.`);
  return render(members);
}

function renderLiterals(values: readonly Literal[]): string {
  return `z.literal(${JSON.stringify(values.length === 1 ? values[0] : values)})`;
}

const SHAPES: Record<string, (schema: Schema) => Rendered> = {
  anything: (rest) => ({ text: "z.unknown()", rest }),
  string: ({ pattern, minLength, maxLength, ...rest }) => {
    const bounds = minLength !== undefined || maxLength !== undefined;
    const matches = pattern === undefined ? "" : `.regex(new RegExp(${JSON.stringify(pattern)}, "u"))`;
    // JSON Schema counts characters, and zod UTF-16 code units.
    const counts = bounds ? `.refine(hasLength(${minLength ?? 0}, ${maxLength ?? "Infinity"}), "Wrong length")` : "";
    return { text: `z.string()${matches}${counts}`, rest };
  },
  integer: ({ minimum, maximum, ...rest }) => {
    // zod's integers end where JavaScript's do, and JSON Schema's nowhere.
    if (!Number.isSafeInteger(minimum) || !Number.isSafeInteger(maximum)) {
      throw new NotGenerated(
        `An integer needs a safe minimum and maximum: ${JSON.stringify({ minimum, maximum, ...rest })}.`,
      );
    }
    return { text: `z.int()${call("min", minimum)}${call("max", maximum)}`, rest };
  },
  number: ({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest }) => {
    const bounds = [
      call("min", minimum),
      call("max", maximum),
      call("gt", exclusiveMinimum),
      call("lt", exclusiveMaximum),
    ];
    return { text: `z.number()${bounds.join("")}`, rest };
  },
  boolean: (rest) => ({ text: "z.boolean()", rest }),
  null: (rest) => ({ text: "z.null()", rest }),
  array: ({ items = {}, minItems, maxItems, ...rest }) => ({
    text: `z.array(${renderSchema(items)})${call("min", minItems)}${call("max", maxItems)}`,
    rest,
  }),
  object: ({ properties = {}, required = [], additionalProperties: others, ...rest }) => {
    const members = Object.entries(properties).map(
      ([name, member]) =>
        `  ${renderKey(name)}: ${renderSchema(member)}${required.includes(name) ? "" : ".exactOptional()"},\n`,
    );
    if (others && members.length === 0) return { text: `z.record(z.string(), ${renderSchema(others)})`, rest };
    const shape = members.length > 0 ? `{\n${members.join("")}}` : "{}";
    if (others === false) return { text: `z.strictObject(${shape})`, rest };
    return { text: `z.object(${shape})${others ? `.catchall(${renderSchema(others)})` : ""}`, rest };
  },
};

function call(method: string, bound: number | undefined): string {
  return bound === undefined ? "" : `.${method}(${bound})`;
}

/** A name as the key of an object literal. */
export function renderKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
