import { rolesIn } from "../../kit/placeholders.ts";
import type { HttpOperation, HttpRequestSpelling } from "../../model/wire.ts";
import { complaint } from "./complaint.ts";
import { placesOf } from "./places.ts";

/** The names that an operation may use, and those that it does use, by the key under which they stand. */
const NAMES: readonly { key: string; what: string; of(operation: HttpOperation): readonly string[] }[] = [
  { key: "outcomes", what: "outcome", of: ({ outcomes }) => Object.keys(outcomes) },
  { key: "take", what: "role to take", of: ({ take }) => Object.keys(take) },
];

/** Where an operation uses a name that the protocol does not have: a message for each, with the key below the operation. */
export function unknownInHttp(
  operation: HttpOperation,
  known: HttpOperation,
  all: Readonly<Record<string, HttpOperation>>,
): string[] {
  const sendable = [...new Set([known, ...Object.values(all)].flatMap(rolesSent))];
  const named = NAMES.flatMap(({ key, what, of }) =>
    of(operation)
      .filter((name) => !of(known).includes(name))
      .map((name) => complaint(`${key}.${name}`, name, what, of(known))),
  );
  return [...named, ...unknownSent(operation, sendable), ...lifetimesWithoutUnit(operation)];
}

/** Roles that nobody has a value for: no operation of the protocol sends them, and no step before has taken them. */
function unknownSent(operation: HttpOperation, protocols: readonly string[]): string[] {
  const { before = [] } = operation;
  const taken = new Set<string>();
  const strangers = (spelling: HttpRequestSpelling, where: string) =>
    rolesSent(spelling)
      .filter((role) => !protocols.includes(role) && !taken.has(role))
      .map((role) => complaint(`${where}{${role}}`, role, "role to send", [...protocols, ...taken]));
  const inSteps = before.flatMap((step, index) => {
    const unknown = strangers(step, `before.${index}.`);
    const names = Object.keys(step.take ?? {});
    for (const name of names) taken.add(name);
    const clashes = names.filter((name) => protocols.includes(name));
    return [...unknown, ...clashes.map((name) => `before.${index}.take.${name}: ${CLASH}`)];
  });
  return [...inSteps, ...strangers(operation, "")];
}

const CLASH = "the protocol itself sends a value of that name here; take it under another name.";

/** What stands in a field or in a cookie is a text; a lifetime is a number. */
function lifetimesWithoutUnit({ take }: HttpOperation): string[] {
  return Object.entries(take).flatMap(([role, places]) => {
    const isLifetime = role.endsWith("ExpiresIn");
    return placesOf(places).flatMap(({ at, as }) => {
      if (isLifetime) return at === undefined && as === undefined ? [`take.${role}: ${UNIT_IS_MISSING}`] : [];
      return as === undefined ? [] : [`take.${role}.as: ${role} is no lifetime in seconds; leave as: out.`];
    });
  });
}

const UNIT_IS_MISSING = "say in which unit it is there, such as as: seconds, or as: max-age of a cookie.";

/** The roles that stand in the templates of a request, wherever those are. */
export function rolesSent(spelling: HttpRequestSpelling): string[] {
  const { path, headers, query, cookies, basic, json, form, text } = spelling;
  return rolesIn(path, headers, query, cookies, basic, json, form, text?.content);
}
