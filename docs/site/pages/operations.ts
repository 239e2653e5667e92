import type { Document } from "./reference-paths.ts";

/** What an operation is, over HTTP or in lines. */
export interface Operation {
  readonly id: string;
  readonly asked: string;
  readonly summary: string;
  readonly description?: string;
  readonly parts: readonly { readonly name: string; readonly says: string; readonly schema?: Document }[];
  readonly requirements: readonly string[];
}

/** The operations of a document, in its order. */
export function operationsOf(document: Document): Operation[] {
  return document["asyncapi"] ? commands(document) : overHttp(document);
}

function overHttp({ paths }: Document): Operation[] {
  return Object.entries<Document>(paths).flatMap(([path, methods]) =>
    Object.entries<Document>(methods).map(([method, operation]) => ({
      ...common(operation["operationId"], operation),
      asked: `${method.toUpperCase()} ${path}`,
      parts: [...secured(operation), ...parameters(operation), ...body(operation), ...responses(operation)],
    })),
  );
}

function common(id: string, { summary = "", description, "x-requirements": requirements = [] }: Document) {
  return { id, summary, ...(description && description !== summary && { description }), requirements };
}

const secured = ({ security = [] }: Document) =>
  security.length > 0 ? [{ name: "authorized by", says: security.flatMap(Object.keys).join(", ") }] : [];

const parameters = ({ parameters: stated = [] }: Document) =>
  stated.map(({ name, in: where, description = "", required, schema }: Document) => ({
    name: `${where} ${name}`,
    says: `${required ? "" : "May be left out. "}${description}`,
    schema,
  }));

const body = ({ requestBody }: Document) =>
  Object.entries<Document>(requestBody?.content ?? {}).map(([type, { schema }]) => ({
    name: "body",
    says: type,
    schema,
  }));

const responses = ({ responses: stated = {} }: Document) =>
  Object.entries<Document>(stated).flatMap(([status, { description, headers = {}, content = {} }]) => {
    const fields = Object.keys(headers)
      .map((name) => ` Field ${name}.`)
      .join("");
    const bodies = Object.entries<Document>(content);
    if (bodies.length === 0) return [{ name: status, says: description + fields }];
    return bodies.map(([, { schema }]) => ({ name: status, says: description + fields, schema }));
  });

function commands({ operations, components }: Document): Operation[] {
  const message = ({ $ref }: Document): Document => components.messages[$ref.split("/").at(-1)];
  return Object.entries<Document>(operations).map(([id, operation]) => {
    const asked = operation["messages"].map(message);
    const part = (kind: string) => (each: Document) => ({
      name: kind,
      says: `${each["name"]}: ${each["summary"] ?? ""}`,
      schema: each["payload"],
    });
    return {
      ...common(id, operation),
      asked: asked.map(({ name }: Document) => name).join(", "),
      parts: [...asked.map(part("command")), ...(operation["reply"]?.messages ?? []).map(message).map(part("answer"))],
    };
  });
}
