import { type Document, NotGenerated, type Operation, type Response, resolve, type Schema } from "./document.ts";

/** Where in a response a value is. */
type Place = ({ at: string } | { header: string } | { cookie: string }) & { as?: "jwt"; parameter?: string };

/** The place of a value, marked with whether every success has something there. */
export type Spot = Place & { isRequired: boolean };

/** Adds the spots of the values at and below one in a body; lists, and objects with a role, as a whole. */
export function addValues(
  document: Document,
  name: string,
  schema: Schema,
  spot: Spot & { at: string },
  take: Record<string, Spot>,
): void {
  const { type, properties, required = [], "x-role": role } = resolve(document, schema);
  if (properties && !role) {
    for (const [member, value] of Object.entries(properties)) {
      const isRequired = spot.isRequired && required.includes(member);
      addValues(document, member, value, { at: `${spot.at}/${member}`, isRequired }, take);
    }
  } else if (type || schema.$ref) {
    addValue(document, role ?? name, schema, spot, take);
  }
}

/** Adds the fields that have a role; the others are HTTP's own. */
export function addFields(document: Document, { headers = {} }: Response, take: Record<string, Spot>): void {
  for (const [header, { schema, required: isRequired }] of Object.entries(headers)) {
    const { "x-role": role } = resolve(document, schema);
    if (role !== undefined) addValue(document, role, schema, { header, isRequired }, take);
  }
}

/** Adds the cookies that have a role; the others are cleared. */
export function addCookies(
  document: Document,
  cookies: Operation["x-set-cookies"] & {},
  isRequired: boolean,
  take: Record<string, Spot>,
): void {
  for (const { name: cookie, role } of cookies) {
    if (role === undefined) continue;
    const schema = Object.values(document.components.schemas).find((each) => each["x-role"] === role) ?? {};
    addValue(document, role, schema, { cookie, isRequired }, take);
  }
}

/** Adds the spot of a value, that of its lifetime where the value tells it, and those of the parameters of a URI. */
function addValue(document: Document, name: string, schema: Schema, spot: Spot, take: Record<string, Spot>): void {
  const { "x-lifetime-role": lifetime, "x-carries": parameters = [] } = resolve(document, schema);
  add(take, name, spot);
  if (lifetime !== undefined) add(take, lifetime, { ...spot, as: "jwt" });
  for (const { name: parameter, role = parameter } of parameters) add(take, role, { ...spot, parameter });
}

/** The bare places of values, and the values that are marked as not required, if there are any. */
export function withoutMarks(take: Record<string, Spot>): { take: Record<string, Place>; mayLack?: string[] } {
  const spots = Object.entries(take);
  const places = spots.map(([role, { isRequired: _, ...place }]) => [role, place] as const);
  const mayLack = spots.flatMap(([role, { isRequired }]) => (isRequired ? [] : [role]));
  return { take: Object.fromEntries(places), ...(mayLack.length > 0 && { mayLack }) };
}

/** Adds a row to a table of outcomes or of values. @throws NotGenerated where there is one of that name already */
export function add<T>(table: Record<string, T>, name: string, row: T): void {
  if (name in table) {
    const places = `${JSON.stringify(table[name])} and ${JSON.stringify(row)}`;
    throw new NotGenerated(
      `${name} is at two places of one operation, ${places}: name them apart, a value by a @role on itself or on what it is in.`,
    );
  }
  table[name] = row;
}
