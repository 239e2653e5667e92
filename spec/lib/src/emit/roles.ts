import { type Document, operationsOf, resolve, type Schema } from "./document.ts";

/** What a member means: its role, or else what its name says. */
export function roleOf(document: Document, name: string, member: Schema): string {
  return resolve(document, member)["x-role"] ?? name;
}

/** The roles of what the source marks `@secret`: never shown, wherever it occurs. */
export function secretRoles(document: Document): string[] {
  const roles = new Set<string>();
  for (const schema of Object.values(document.components.schemas)) {
    for (const [name, member] of membersWithin(schema)) {
      if (isSecret(document, member)) roles.add(roleOf(document, name, member));
    }
  }
  for (const { operation } of operationsOf(document)) {
    const fields = Object.values(operation.responses).flatMap(({ headers = {} }) => Object.entries(headers));
    const values = [...operation.parameters, ...fields.map(([name, { schema }]) => ({ name, schema }))];
    for (const { name, schema } of values) if (isSecret(document, schema)) roles.add(roleOf(document, name, schema));
  }
  return [...roles].sort();
}

/** The members of an object and of those inside it; a reference leads to a component, whose turn comes by itself. */
function membersWithin({ properties = {}, anyOf = [], items }: Schema): [name: string, member: Schema][] {
  const direct = Object.entries(properties);
  const inside = [...direct.map(([, member]) => member), ...anyOf, ...(items ? [items] : [])];
  return [...direct, ...inside.flatMap(membersWithin)];
}

/** A secret, or one that may be null, or a list of them. */
function isSecret(document: Document, schema: Schema): boolean {
  const { format, anyOf = [], items } = resolve(document, schema);
  return format === "password" || [...anyOf, ...(items ? [items] : [])].some((inner) => isSecret(document, inner));
}
