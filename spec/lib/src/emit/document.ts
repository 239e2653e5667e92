/** The part of an OpenAPI 3.1 document that the generators read. */
export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes?: Record<string, SecurityScheme> };
}
export interface Operation {
  operationId: string;
  parameters: readonly Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, Response>;
  security?: readonly Record<string, readonly string[]>[];
}
export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required: boolean;
  schema: Schema;
}
export interface Response {
  headers?: Record<string, { required: boolean; schema: Schema }>;
  content?: Content;
}
export type Content = Record<string, { schema: Schema }>;
export interface SecurityScheme {
  type: string;
  scheme?: string;
}
/** A JSON Schema; members that no generator knows are an error where they are read. */
export interface Schema {
  $ref?: string;
  type?: string;
  enum?: readonly (string | number)[];
  anyOf?: readonly Schema[];
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  format?: string;
  description?: string;
  "x-role"?: string;
}

export interface NamedOperation {
  name: string;
  method: string;
  path: string;
  operation: Operation;
}

/** Every operation of a document with its method in capitals, in the document's order. */
export function operationsOf(document: Document): NamedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: operation.operationId,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

const PREFIX = "#/components/schemas/";

/** The component that a `$ref` names. */
export function refName(ref: string): string {
  if (!ref.startsWith(PREFIX)) throw new Error(`${ref}: only references to ${PREFIX}… are generated from.`);
  return ref.slice(PREFIX.length);
}

/** The schema itself, with the members that stand beside its `$ref` laid over those of the component. */
export function resolve(document: Document, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  const target = document.components.schemas[refName($ref)];
  if (!target) throw new Error(`${$ref} is not in the document.`);
  return { ...resolve(document, target), ...beside };
}

/** The schema of the only content type of a body, if there is a body. */
export function contentSchema(content: Content | undefined): Schema | undefined {
  const schemas = Object.values(content ?? {});
  if (schemas.length > 1) throw new Error(`One content type a body, not ${Object.keys(content ?? {}).join(" and ")}.`);
  return schemas[0]?.schema;
}
