import {
  contentSchema,
  type Document,
  type NamedOperation,
  NotGenerated,
  type Operation,
  operationsOf,
  parametersIn,
  resolve,
  type Schema,
} from "./document.ts";
import { deriveOutcomes } from "./outcomes.ts";
import { roleOf, secretRoles } from "./roles.ts";

/**
 * Derives the default wire binding of a service over HTTP: how each operation is asked, how its outcomes are told
 * apart, and where in a response its values are. A target file spells the same for a server with another wire.
 *
 * @throws NotGenerated for what a binding could say, but is not derived yet.
 */
export function deriveWire(document: Document): object {
  const operations = Object.fromEntries(
    operationsOf(document).map((named) => [named.name, deriveOperation(document, named)]),
  );
  return { transport: "http", secrets: secretRoles(document), operations };
}

function deriveOperation(document: Document, named: NamedOperation): object {
  const { name, method, operation } = named;
  const [query = [], cookies = []] = (["query", "cookie"] as const).map((place) =>
    parametersIn(place, named).map((parameter) => {
      const role = parameter["x-role"] ?? roleOf(document, parameter.name, parameter.schema);
      return [parameter.name, `{${role}}`];
    }),
  );
  return {
    method,
    path: spellPath(document, named),
    ...authorization(document, operation),
    ...(query.length > 0 && { query: Object.fromEntries(query) }),
    ...(cookies.length > 0 && { cookies: Object.fromEntries(cookies) }),
    ...template(document, name, operation),
    ...deriveOutcomes(document, name, operation),
  };
}

/** The path, with a placeholder for each of its parameters. */
function spellPath(document: Document, named: NamedOperation): string {
  return parametersIn("path", named).reduce((path, parameter) => {
    const role = parameter["x-role"] ?? roleOf(document, parameter.name, parameter.schema);
    return path.replace(`{${parameter.name}}`, `{${role}}`);
  }, named.path);
}

function authorization(document: Document, { security = [] }: Operation): object {
  const names = security.flatMap((requirement) => Object.keys(requirement));
  for (const name of names) {
    const { scheme = "" } = document.components.securitySchemes?.[name] ?? {};
    if (scheme.toLowerCase() !== "bearer") throw new NotGenerated(`${name}: only bearer tokens are bound to a wire.`);
  }
  return names.length > 0 ? { headers: { authorization: "Bearer {accessToken}" } } : {};
}

/** A request body with a placeholder for each of its values: `{role}` stands for the whole value. */
function template(document: Document, operation: string, { requestBody }: Operation): object {
  const body = contentSchema(requestBody?.content);
  if (!body) return {};
  const [type] = Object.keys(requestBody?.content ?? {});
  if (type !== "application/json") throw new NotGenerated(`${operation}: a body of ${type} is not bound to a wire.`);
  if (resolve(document, body).type !== "object") {
    throw new NotGenerated(`${operation}: a body that is no object is not bound to a wire.`);
  }
  return { json: members(document, body) };
}

/** A placeholder for each member; objects are taken apart, but for those that have a role as a whole. */
function members(document: Document, schema: Schema): object {
  const { properties = {} } = resolve(document, schema);
  return Object.fromEntries(
    Object.entries(properties).map(([name, member]) => {
      const isWhole = member["x-role"] !== undefined || resolve(document, member).properties === undefined;
      return [name, isWhole ? `{${roleOf(document, name, member)}}` : members(document, member)];
    }),
  );
}
