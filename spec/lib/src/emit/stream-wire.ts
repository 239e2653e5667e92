import { type Command, commandsOf, type Envelope } from "./commands.ts";
import { type Document, NotGenerated, resolve, type Schema } from "./document.ts";
import { roleOf, secretRoles } from "./roles.ts";

/** Where in a message a value is. */
interface Place {
  at: string;
  as?: "iso8601";
}

/** A value by what it means, and whether every such message has it. */
interface Value {
  role: string;
  place: Place;
  isRequired: boolean;
}

/**
 * Derives the default wire binding of a line protocol: what each command is called, where its values go, which
 * messages answer it, and where their values are.
 *
 * @throws NotGenerated for two values, or two outcomes, that would be told apart by nothing but their place.
 */
export function deriveStreamWire(document: Document): object {
  const operations = Object.fromEntries(
    commandsOf(document).map((command) => [command.operation, deriveOperation(document, command)]),
  );
  return { transport: "stream", secrets: secretRoles(document), operations };
}

function deriveOperation(document: Document, { request, responses }: Command): object {
  const send = places(document, request).map(({ role, place }) => [role, place.at] as const);
  const outcomes = responses.map((response) => {
    const values = places(document, response);
    const take = values.map(({ role, place }) => [role, place] as const);
    const mayLack = values.flatMap(({ role, isRequired }) => (isRequired ? [] : [role]));
    const told = { ...(take.length > 0 && { take: tableOf(take) }), ...(mayLack.length > 0 && { mayLack }) };
    return [outcomeOf(response.name), { name: response.name, ...told }] as const;
  });
  return { name: request.name, send: tableOf(send), outcomes: tableOf(outcomes) };
}

/** What a message means: the last part of its name. */
function outcomeOf(name: string): string {
  const word = name.slice(name.lastIndexOf("/") + 1);
  return word.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The places of the values in an envelope's content; lists, and objects with a role, as a whole. */
function places(document: Document, { content }: Envelope): Value[] {
  const within = (name: string, schema: Schema, at: string, isRequired: boolean): Value[] => {
    const { type, properties = {}, required = [], ...roles } = resolve(document, schema);
    const { "x-role": role, "x-lifetime-role": lifetime } = roles;
    if (type === "object" && !role) {
      return Object.entries(properties).flatMap(([member, value]) =>
        within(member, value, `${at}/${member}`, isRequired && required.includes(member)),
      );
    }
    const told: Value[] = lifetime === undefined ? [] : [{ role: lifetime, place: { at, as: "iso8601" }, isRequired }];
    return [{ role: roleOf(document, name, schema), place: { at }, isRequired }, ...told];
  };
  return within("", content, "", true);
}

function tableOf<T>(rows: readonly (readonly [name: string, value: T])[]): Record<string, T> {
  const twice = rows.find(([name], index) => rows.findIndex(([other]) => other === name) < index);
  if (twice) throw new NotGenerated(`${twice[0]} is at two places of one command: name them apart, by a @role.`);
  return Object.fromEntries(rows);
}
