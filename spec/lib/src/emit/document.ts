/** The part of an OpenAPI 3.1 document that the generators read. */
export interface Document {
  info?: { title?: string; license?: { name: string; identifier?: string } };
  servers?: readonly { url: string; description?: string; variables?: object }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes?: Record<string, SecurityScheme> };
  security?: Security;
}
export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  parameters: readonly Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, Response>;
  security?: Security;
  /** The cookies that its answers set, and what they mean; one without a meaning is cleared. */
  "x-set-cookies"?: readonly { name: string; role?: string }[];
  /** Those that not every success sets. */
  "x-may-set-cookies"?: readonly { name: string; role?: string }[];
  /** It is a command of a line protocol, and its path and statuses are nobody's. */
  "x-command"?: true;
  /** The ids of the requirements that are stated on it. */
  "x-requirements"?: readonly string[];
}
export type Security = readonly Record<string, readonly string[]>[];
export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required: boolean;
  schema: Schema;
  "x-role"?: string;
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
export type Literal = string | number | boolean | null;
/** A JSON Schema; members that no generator knows are an error where they are read. */
export interface Schema {
  $ref?: string;
  type?: string;
  const?: Literal;
  enum?: readonly Literal[];
  anyOf?: readonly Schema[];
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: Schema | false;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  format?: string;
  description?: string;
  "x-role"?: string;
  /** What the lifetime means that a JWT or an instant tells. */
  "x-lifetime-role"?: string;
  /** The parameters in the query of a URI, and what they mean. */
  "x-carries"?: readonly { name: string; role?: string }[];
}

export interface NamedOperation {
  name: string;
  method: string;
  path: string;
  operation: Operation;
}

/** Something in the source that a generator has no rendering for; the compiler reports it as an error. */
export class NotGenerated extends Error {}

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

/** The parameters of an operation in the path, the query or cookies; it has no others. */
export function parametersIn(
  place: "path" | "query" | "cookie",
  { name, operation }: NamedOperation,
): readonly Parameter[] {
  const other = operation.parameters.find((parameter) => parameter.in === "header");
  if (other) {
    const what = `${name} has the ${other.in} parameter ${other.name}`;
    throw new NotGenerated(`${what}; only the path, the query and cookies are rendered.`);
  }
  return operation.parameters.filter((parameter) => parameter.in === place);
}

const PREFIX = "#/components/schemas/";

/** The component that a `$ref` names. */
export function refName(ref: string): string {
  if (!ref.startsWith(PREFIX)) throw new NotGenerated(`${ref}: only references to ${PREFIX}… are rendered.`);
  return ref.slice(PREFIX.length);
}

/** The component with a name. */
export function component(document: Document, name: string): Schema {
  const schema = document.components.schemas[name];
  if (!schema) throw new NotGenerated(`There is no component ${name}.`);
  return schema;
}

/** The schema itself, with the members that stand beside its `$ref` laid over those of the component. */
export function resolve(document: Document, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  return { ...resolve(document, component(document, refName($ref))), ...beside };
}

/** The schema of the only content type of a body, if there is a body. */
export function contentSchema(content: Content | undefined): Schema | undefined {
  const types = Object.keys(content ?? {});
  if (types.length > 1) throw new NotGenerated(`One content type a body, not ${types.join(" and ")}.`);
  return Object.values(content ?? {})[0]?.schema;
}
