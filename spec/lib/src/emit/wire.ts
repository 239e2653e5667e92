import { contentSchema, type Document, type NamedOperation, operationsOf, resolve, type Schema } from "./document.ts";

/** How an outcome is told from the others: a status, and what the body holds where. */
interface Outcome {
  status: string;
  at?: string;
  equals?: string;
}
/** A value of the response, by what it means. */
type Take = Record<string, { at: string }>;

/**
 * Derives the default wire binding of a service over HTTP: how each operation is asked, how its outcomes are told
 * apart, and where in a response its values are. A target file spells the same for a server with another wire.
 */
export function deriveWire(document: Document): object {
  const operations = Object.fromEntries(
    operationsOf(document).map((named) => [named.name, deriveOperation(document, named)]),
  );
  return { transport: "http", secrets: secretRoles(document), operations };
}

function deriveOperation(document: Document, { method, path, operation }: NamedOperation): object {
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  const body = contentSchema(operation.requestBody?.content);
  const outcomes: Record<string, Outcome> = {};
  const take: Take = {};
  for (const [status, response] of Object.entries(operation.responses)) {
    const schema = contentSchema(response.content);
    if (!status.startsWith("2")) continue;
    deriveOutcomes(document, schema ?? {}, status, "", outcomes, take);
  }
  return {
    method,
    path,
    ...(isBearer(document, operation.security) && { headers: { authorization: "Bearer {accessToken}" } }),
    ...(query.length > 0 && { query: Object.fromEntries(query.map(({ name }) => [name, `{${name}}`])) }),
    ...(body && { json: template(document, body) }),
    outcomes,
    take,
  };
}

function isBearer(document: Document, security: NamedOperation["operation"]["security"] = []): boolean {
  const schemes = security.flatMap((requirement) => Object.keys(requirement));
  return schemes.some((name) => document.components.securitySchemes?.[name]?.scheme?.toLowerCase() === "bearer");
}

/** A request body with a placeholder for each of its members: `{role}` stands for the whole value. */
function template(document: Document, body: Schema): Record<string, string> {
  const { properties = {} } = resolve(document, body);
  return Object.fromEntries(
    Object.entries(properties).map(([name, member]) => [name, `{${roleOf(document, name, member)}}`]),
  );
}

function roleOf(document: Document, name: string, member: Schema): string {
  return resolve(document, member)["x-role"] ?? name;
}

/**
 * Adds the outcomes of a body, and the places of the values that come with them. A union is externally tagged: a
 * bare string for an outcome without data, an object with the outcome's name as its one member for one with data.
 */
function deriveOutcomes(
  document: Document,
  body: Schema,
  status: string,
  at: string,
  outcomes: Record<string, Outcome>,
  take: Take,
): void {
  for (const variant of variantsOf(document, body)) {
    for (const name of variant.enum ?? []) outcomes[lowerFirst(String(name))] = { status, at, equals: String(name) };
    for (const [tag, data] of Object.entries(variant.properties ?? {})) {
      const below = `${at}/${tag}`;
      if (variantsOf(document, data).length > 0) {
        deriveOutcomes(document, data, status, below, outcomes, take);
      } else {
        outcomes[lowerFirst(tag)] = { status, at: below };
        takeFrom(document, tag, data, below, take);
      }
    }
  }
}

/** The variants of an externally tagged union; none if the schema is something else. */
function variantsOf(document: Document, schema: Schema): Schema[] {
  const variants = (resolve(document, schema).anyOf ?? []).map((variant) => resolve(document, variant));
  const tagged = variants.every((variant) => variant.enum || Object.keys(variant.properties ?? {}).length === 1);
  return tagged ? variants : [];
}

/** Adds the places of the values at and below `at`, lists as a whole. */
function takeFrom(document: Document, name: string, schema: Schema, at: string, take: Take): void {
  const resolved = resolve(document, schema);
  if (resolved.properties) {
    for (const [member, value] of Object.entries(resolved.properties)) {
      takeFrom(document, member, value, `${at}/${member}`, take);
    }
  } else {
    take[resolved["x-role"] ?? lowerFirst(name)] = { at };
  }
}

/** What the source marks `@secret`: never shown, wherever it occurs. */
function secretRoles(document: Document): string[] {
  const roles = new Set<string>();
  for (const { properties = {} } of Object.values(document.components.schemas)) {
    for (const [name, member] of Object.entries(properties)) {
      if (resolve(document, member).format === "password") roles.add(roleOf(document, name, member));
    }
  }
  return [...roles].sort();
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
