import { type Command, commandsOf, type Envelope } from "./commands.ts";
import { type Document, NotGenerated, resolve, type Schema } from "./document.ts";
import { roleOf, secretRoles } from "./roles.ts";

/** Where in a message a value is. */
interface Place {
  at: string;
  as?: "iso8601";
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
  const send = places(document, request).map(([role, { at }]) => [role, at] as const);
  const outcomes = responses.map((response) => {
    const take = places(document, response);
    return [
      outcomeOf(response.name),
      { name: response.name, ...(take.length > 0 && { take: tableOf(take) }) },
    ] as const;
  });
  return { name: request.name, send: tableOf(send), outcomes: tableOf(outcomes) };
}

/** What a message means: the last part of its name. */
function outcomeOf(name: string): string {
  const word = name.slice(name.lastIndexOf("/") + 1);
  return word.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The places of the values in an envelope's content; lists, and objects with a role, as a whole. */
function places(document: Document, { content }: Envelope): [role: string, place: Place][] {
  const within = (name: string, schema: Schema, at: string): [string, Place][] => {
    const { type, properties = {}, "x-role": role, "x-lifetime-role": lifetime } = resolve(document, schema);
    if (type === "object" && !role) {
      return Object.entries(properties).flatMap(([member, value]) => within(member, value, `${at}/${member}`));
    }
    const told: [string, Place][] = lifetime === undefined ? [] : [[lifetime, { at, as: "iso8601" }]];
    return [[roleOf(document, name, schema), { at }], ...told];
  };
  return within("", content, "");
}

function tableOf<T>(rows: readonly (readonly [name: string, value: T])[]): Record<string, T> {
  const twice = rows.find(([name], index) => rows.findIndex(([other]) => other === name) < index);
  if (twice) throw new NotGenerated(`${twice[0]} is at two places of one command: name them apart, by a @role.`);
  return Object.fromEntries(rows);
}
