import {
  contentSchema,
  type Document,
  type Literal,
  NotGenerated,
  type Operation,
  type Response,
  resolve,
  type Schema,
} from "./document.ts";

/** How an outcome is told from the others: a status, and what the body holds where. */
interface Outcome {
  status: string;
  at?: string;
  equals?: Literal;
}

/** Where in a response a value is. */
type Place = ({ at: string } | { header: string } | { cookie: string }) & { as?: "jwt"; parameter?: string };

/** What an operation's responses tell: its outcomes, and where their values are, by what these mean. */
export interface Answers {
  outcomes: Record<string, Outcome>;
  take: Record<string, Place>;
}

/**
 * Derives the outcomes of an operation from its successful responses, redirects among them, and the places of the values that come with
 * them; and that who asks is not authorized, where it declares a 401. What is refused otherwise needs no outcome: that
 * is any other 4xx.
 *
 * @throws NotGenerated for two outcomes, or two values, that would be told apart by nothing but their place.
 */
export function deriveOutcomes(document: Document, operation: string, declared: Operation): Answers {
  const { responses, "x-set-cookies": always = [], "x-may-set-cookies": sometimes = [] } = declared;
  const answers: Answers = { outcomes: {}, take: {} };
  for (const [status, response] of Object.entries(responses)) {
    if (status === "401") add(answers.outcomes, "unauthorized", { status });
    if (!/^[23]/.test(status)) continue;
    const body = contentSchema(response.content) ?? {};
    const variants = variantsOf(document, body);
    if (variants.length > 0) {
      addVariants(document, variants, { status, at: "" }, answers);
    } else if (resolve(document, body).anyOf) {
      throw new NotGenerated(`${operation}: its ${status} is a union that is not externally tagged.`);
    } else {
      // A browser goes on by any redirect, whichever of them is declared.
      add(answers.outcomes, "success", { status: status.startsWith("3") ? "3xx" : status });
      addValues(document, "body", body, "", answers);
    }
    addFields(document, response, answers);
  }
  for (const { name, role } of [...always, ...sometimes]) {
    if (role === undefined) continue;
    const lifetime = lifetimeOf(document, role);
    add(answers.take, role, { cookie: name });
    if (lifetime !== undefined) add(answers.take, lifetime, { cookie: name, as: "jwt" });
  }
  return answers;
}

/**
 * The variants of an externally tagged union: a bare string for an outcome without data, an object with the outcome's
 * name as its one member for one with data. None if the schema is something else.
 */
function variantsOf(document: Document, schema: Schema): Schema[] {
  const resolved = resolve(document, schema);
  const variants = resolved.enum ? [resolved] : (resolved.anyOf ?? []).flatMap((variant) => flatten(document, variant));
  const tagged = variants.every(({ enum: texts, properties = {} }) => texts || Object.keys(properties).length === 1);
  return tagged ? variants : [];
}

function flatten(document: Document, schema: Schema): Schema[] {
  const resolved = resolve(document, schema);
  return resolved.anyOf?.flatMap((variant) => flatten(document, variant)) ?? [resolved];
}

/** Adds the variants of a union at a place, and of the unions that they hold. */
function addVariants(
  document: Document,
  variants: readonly Schema[],
  place: { status: string; at: string },
  answers: Answers,
): void {
  for (const variant of variants) {
    for (const text of variant.enum ?? []) add(answers.outcomes, lowerFirst(String(text)), { ...place, equals: text });
    for (const [tag, data] of Object.entries(variant.properties ?? {})) {
      const below = { ...place, at: `${place.at}/${tag}` };
      const inner = variantsOf(document, data);
      if (inner.length > 0) {
        addVariants(document, inner, below, answers);
      } else {
        add(answers.outcomes, lowerFirst(tag), below);
        addValues(document, lowerFirst(tag), data, below.at, answers);
      }
    }
  }
}

/** Adds the places of the values at and below `at`; lists, and objects with a role, as a whole. */
function addValues(document: Document, name: string, schema: Schema, at: string, answers: Answers): void {
  const { type, properties, "x-role": role } = resolve(document, schema);
  if (properties && !role) {
    for (const [member, value] of Object.entries(properties)) {
      addValues(document, member, value, `${at}/${member}`, answers);
    }
  } else if (type || schema.$ref) {
    addValue(document, role ?? name, schema, { at }, answers);
  }
}

/** Adds the fields that have a role; the others are HTTP's own. */
function addFields(document: Document, { headers = {} }: Response, answers: Answers): void {
  for (const [header, { schema }] of Object.entries(headers)) {
    const { "x-role": role } = resolve(document, schema);
    if (role !== undefined) addValue(document, role, schema, { header }, answers);
  }
}

/** Adds the place of a value, that of its lifetime where the value tells it, and those of the parameters of a URI. */
function addValue(document: Document, name: string, schema: Schema, place: Place, answers: Answers): void {
  const { "x-lifetime-role": lifetime, "x-carries": parameters = [] } = resolve(document, schema);
  add(answers.take, name, place);
  if (lifetime !== undefined) add(answers.take, lifetime, { ...place, as: "jwt" });
  for (const { name: parameter, role = parameter } of parameters) add(answers.take, role, { ...place, parameter });
}

/** What the lifetime of a value with a role means, if it is a JWT that tells one. */
function lifetimeOf({ components }: Document, role: string): string | undefined {
  return Object.values(components.schemas).find((schema) => schema["x-role"] === role)?.["x-lifetime-role"];
}

function add<T>(table: Record<string, T>, name: string, row: T): void {
  if (name in table) {
    const places = `${JSON.stringify(table[name])} and ${JSON.stringify(row)}`;
    throw new NotGenerated(
      `${name} is at two places of one operation, ${places}: name them apart, a value by a @role on itself or on what it is in.`,
    );
  }
  table[name] = row;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
