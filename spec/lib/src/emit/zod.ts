import { commandsOf, isStream } from "./commands.ts";
import {
  component,
  contentSchema,
  type Document,
  type NamedOperation,
  NotGenerated,
  operationsOf,
  parametersIn,
  type Response,
  refName,
  resolve,
  type Schema,
} from "./document.ts";
import { renderKey, renderSchema } from "./zod-schema.ts";

/** What the rendered schemas call; a file holds only those that it calls. */
const HELPERS = {
  integerText: "z.string().regex(/^-?\\d+$/).transform(Number)",
  booleanText: 'z.enum(["true", "false"]).transform((text) => text === "true")',
  hasLength:
    "(least: number, most: number) => (text: string) => {\n  const { length } = [...text];\n  return least <= length && length <= most;\n}",
};

/**
 * Renders a document's zod validators: one constant a component, and the table by which a server validates: the
 * `operations` of a service over HTTP, the `commands` of a line protocol.
 *
 * @throws NotGenerated for what is not rendered.
 */
export function renderZod(document: Document): string {
  const table = isStream(document)
    ? `/** What each command takes, and what can answer it. */\nexport const commands = {\n${renderCommands(document)}}`
    : `/** What each operation takes and returns. */\nexport const operations = {\n${renderOperations(document)}}`;
  const constants = dependencyOrder(document).map((name) => {
    const schema = component(document, name);
    return `${renderComment(schema.description)}export const ${name} = ${renderSchema(schema)};`;
  });
  const names = Object.keys(document.components.schemas).sort();
  const body = [
    ...constants,
    `/** Every component, by name. */\nexport const schemas = { ${names.join(", ")} } as const;`,
    `${table} as const;\n`,
  ].join("\n\n");
  const helpers = Object.entries(HELPERS).filter(([name]) => new RegExp(`\\b${name}\\b`).test(body));
  const preamble = helpers.map(([name, text]) => `const ${name} = ${text};\n`);
  return `${['import { z } from "zod";\n', preamble.join("")].filter(Boolean).join("\n")}\n${body}`;
}

function renderCommands(document: Document): string {
  return commandsOf(document)
    .map(({ operation, request, responses }) => {
      const answers = responses.map(({ name, component }) => `      ${JSON.stringify(name)}: ${component},\n`);
      return [
        `  ${renderKey(operation)}: {\n`,
        `    name: ${JSON.stringify(request.name)},\n`,
        `    request: ${request.component},\n`,
        `    responses: {\n${answers.join("")}    },\n`,
        "  },\n",
      ].join("");
    })
    .join("");
}

function renderOperations(document: Document): string {
  return operationsOf(document)
    .map((named) => {
      const { name, method, path, operation } = named;
      const secured = (operation.security ?? []).flatMap((requirement) => Object.keys(requirement));
      const responses = Object.entries(operation.responses).map(
        ([status, response]) => `      "${status}": ${renderResponse(document, response)},\n`,
      );
      return [
        `  ${renderKey(name)}: {\n`,
        `    method: "${method}",\n`,
        `    path: "${path}",\n`,
        `    security: ${JSON.stringify(secured)},\n`,
        ...(parametersIn("path", named).length > 0
          ? [`    params: z.object(${renderParameters(document, "path", named)}),\n`]
          : []),
        `    query: z.object(${renderParameters(document, "query", named)}),\n`,
        `    cookies: z.object(${renderParameters(document, "cookie", named)}),\n`,
        `    body: ${renderRequestBody(operation)},\n`,
        `    setsCookies: ${JSON.stringify((operation["x-set-cookies"] ?? []).map((cookie) => cookie.name))},\n`,
        ...(operation["x-may-set-cookies"]
          ? [`    maySetCookies: ${JSON.stringify(operation["x-may-set-cookies"].map((cookie) => cookie.name))},\n`]
          : []),
        `    responses: {\n${responses.join("")}    },\n`,
        "  },\n",
      ].join("");
    })
    .join("");
}

function renderParameters(document: Document, place: "path" | "query" | "cookie", named: NamedOperation): string {
  const members = parametersIn(place, named).map(({ name, required, schema }) => {
    const text = renderText(document, `${named.name}: the ${place} parameter ${name}`, schema);
    return `${renderKey(name)}: ${text}${required ? "" : ".optional()"}`;
  });
  return members.length > 0 ? `{ ${members.join(", ")} }` : "{}";
}

function renderRequestBody({ requestBody }: NamedOperation["operation"]): string {
  const schema = contentSchema(requestBody?.content);
  if (!schema) return "null";
  return `${renderSchema(schema)}${requestBody?.required ? "" : ".optional()"}`;
}

function renderResponse(document: Document, { content, headers = {} }: Response): string {
  const schema = contentSchema(content);
  const contentType = JSON.stringify(Object.keys(content ?? {})[0] ?? null);
  const fields = Object.entries(headers).map(([name, { required, schema: value }]) => {
    const text = renderText(document, `The header ${name}`, value);
    return `${JSON.stringify(name)}: ${text}${required ? "" : ".optional()"}`;
  });
  const rendered = fields.length > 0 ? `{ ${fields.join(", ")} }` : "{}";
  return `{ contentType: ${contentType}, headers: ${rendered}, body: ${schema ? renderSchema(schema) : "null"} }`;
}

/** Renders a value that comes as text, whatever its type. */
function renderText(document: Document, what: string, schema: Schema): string {
  const { type = "none" } = resolve(document, schema);
  const fromText: Record<string, string> = {
    string: renderSchema(schema),
    integer: `integerText.pipe(${renderSchema(schema)})`,
    boolean: `booleanText.pipe(${renderSchema(schema)})`,
  };
  if (!fromText[type]) throw new NotGenerated(`${what} is text, from which the type ${type} is not read.`);
  return fromText[type];
}

/** Component names, each after those that it refers to. */
function dependencyOrder(document: Document): string[] {
  const order = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (order.has(name)) return;
    if (path.includes(name))
      throw new NotGenerated(`Recursive schemas are not rendered: ${[...path, name].join(" → ")}.`);
    if (!/^[A-Za-z]\w*$/.test(name))
      throw new NotGenerated(`${name} is no name for a constant: give it a @friendlyName.`);
    for (const ref of JSON.stringify(component(document, name)).matchAll(/"\$ref":"([^"]+)"/g)) {
      visit(refName(String(ref[1])), [...path, name]);
    }
    order.add(name);
  };
  for (const name of Object.keys(document.components.schemas).sort()) visit(name, []);
  return [...order];
}

function renderComment(text: string | undefined): string {
  return text === undefined ? "" : `/** ${text.replaceAll("*/", "* /").replaceAll("\n", " ")} */\n`;
}
