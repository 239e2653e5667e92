import { contentSchema, type Document, operationsOf, type Parameter, refName, type Schema } from "./document.ts";

const PREAMBLE = `import { z } from "zod";

const integerText = z.string().regex(/^-?\\d+$/).transform(Number);
const booleanText = z.enum(["true", "false"]).transform((text) => text === "true");
`;

/**
 * Renders a document's zod validators: one constant a component, and the table \`operations\` by which a server
 * validates. Objects let unknown members pass and drop them.
 *
 * @throws Error for a keyword that is not rendered, so that no constraint is lost in silence.
 */
export function renderZod(document: Document): string {
  const { schemas } = document.components;
  const constants = dependencyOrder(schemas).map(
    (name) =>
      `/** ${describe(schemas[name]?.description)} */\nexport const ${name} = ${renderSchema(at(schemas, name))};`,
  );
  const names = Object.keys(schemas).sort();
  return [
    PREAMBLE,
    constants.join("\n\n"),
    `\n/** Every component, by name. */\nexport const schemas = { ${names.join(", ")} } as const;`,
    `\n/** What each operation takes and returns. */\nexport const operations = {\n${renderOperations(document)}\n} as const;\n`,
  ].join("\n");
}

function renderOperations(document: Document): string {
  return operationsOf(document)
    .map(({ name, method, path, operation }) => {
      const body = contentSchema(operation.requestBody?.content);
      const secured = (operation.security ?? []).flatMap((requirement) => Object.keys(requirement));
      const query = operation.parameters.filter((parameter) => parameter.in === "query").map(renderQueryParameter);
      if (operation.parameters.length > query.length) throw new Error(`${name}: only query parameters are rendered.`);
      const responses = Object.entries(operation.responses).map(([status, response]) => {
        const schema = contentSchema(response.content);
        const headers = Object.entries(response.headers ?? {}).map(
          ([header, { schema: value }]) => `${JSON.stringify(header)}: ${renderSchema(value)}`,
        );
        const contentType = JSON.stringify(Object.keys(response.content ?? {})[0] ?? null);
        return `      "${status}": { contentType: ${contentType}, headers: { ${headers.join(", ")} }, body: ${schema ? renderSchema(schema) : "null"} },`;
      });
      return [
        `  ${name}: {`,
        `    method: "${method}",`,
        `    path: "${path}",`,
        `    security: ${JSON.stringify(secured)},`,
        `    query: z.object({ ${query.join(", ")} }),`,
        `    body: ${body ? renderSchema(body) : "null"},`,
        "    responses: {",
        ...responses,
        "    },",
        "  },",
      ].join("\n");
    })
    .join("\n");
}

/** A query parameter comes as text, whatever its type. */
function renderQueryParameter({ name, required, schema }: Parameter): string {
  const text: Record<string, string> = { integer: "integerText.pipe(", boolean: "booleanText.pipe(", string: "(" };
  const open = schema.$ref ? "integerText.pipe(" : text[schema.type ?? ""];
  if (!open) throw new Error(`Query parameter ${name}: its type is not rendered.`);
  return `${name}: ${open}${renderSchema(schema)})${required ? "" : ".optional()"}`;
}

const ANNOTATIONS = new Set(["description", "format", "x-role"]);

/** Renders one schema, by the one row that its shape has; a member that the row does not use is an error. */
function renderSchema(schema: Schema): string {
  const { rest, text } = renderShape(schema);
  const unknown = Object.keys(rest).filter((key) => !ANNOTATIONS.has(key));
  if (unknown.length > 0) throw new Error(`Not rendered to zod: ${unknown.join(", ")} of ${JSON.stringify(schema)}.`);
  return text;
}

function renderShape(schema: Schema): { text: string; rest: object } {
  if (schema.$ref !== undefined) {
    const { $ref, ...rest } = schema;
    return { text: refName($ref), rest };
  }
  if (schema.anyOf !== undefined) {
    const { anyOf, ...rest } = schema;
    return { text: `z.union([${anyOf.map(renderSchema).join(", ")}])`, rest };
  }
  if (schema.enum !== undefined) {
    const { enum: values, type: _, ...rest } = schema;
    const literals = JSON.stringify(values.length === 1 ? values[0] : values);
    return { text: `z.literal(${literals})`, rest };
  }
  const { type, ...members } = schema;
  const render = SHAPES[type ?? ""];
  if (!render) throw new Error(`Not rendered to zod: ${JSON.stringify(schema)}.`);
  return render(members);
}

const SHAPES: Record<string, (schema: Schema) => { text: string; rest: object }> = {
  string: ({ pattern, ...rest }) => ({
    text: `z.string()${pattern === undefined ? "" : `.regex(new RegExp(${JSON.stringify(pattern)}, "u"))`}`,
    rest,
  }),
  integer: ({ minimum, maximum, ...rest }) => ({
    text: `z.int()${minimum === undefined ? "" : `.min(${minimum})`}${maximum === undefined ? "" : `.max(${maximum})`}`,
    rest,
  }),
  boolean: (rest) => ({ text: "z.boolean()", rest }),
  null: (rest) => ({ text: "z.null()", rest }),
  array: ({ items, ...rest }) => ({ text: `z.array(${items ? renderSchema(items) : "z.unknown()"})`, rest }),
  object: ({ properties = {}, required = [], ...rest }) => {
    const members = Object.entries(properties).map(
      ([name, member]) => `  ${name}: ${renderSchema(member)}${required.includes(name) ? "" : ".optional()"},\n`,
    );
    return { text: members.length > 0 ? `z.object({\n${members.join("")}})` : "z.object({})", rest };
  },
};

/** Component names, each after those that it refers to. */
function dependencyOrder(schemas: Record<string, Schema>): string[] {
  const order = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (order.has(name)) return;
    if (path.includes(name)) throw new Error(`Recursive schemas are not rendered: ${[...path, name].join(" → ")}.`);
    for (const ref of JSON.stringify(at(schemas, name)).matchAll(/"\$ref":"([^"]+)"/g)) {
      visit(refName(String(ref[1])), [...path, name]);
    }
    order.add(name);
  };
  for (const name of Object.keys(schemas).sort()) visit(name, []);
  return [...order];
}

function at(schemas: Record<string, Schema>, name: string): Schema {
  const schema = schemas[name];
  if (!schema) throw new Error(`There is no component ${name}.`);
  return schema;
}

function describe(text = ""): string {
  return text.replaceAll("*/", "* /").replaceAll("\n", " ");
}
