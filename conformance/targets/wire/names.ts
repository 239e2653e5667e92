import { didYouMean } from "../../kit/nearest.ts";
import { rolesIn } from "../../kit/placeholders.ts";
import type { HttpOperation, HttpRequestSpelling, HttpWire } from "../../model/wire.ts";
import { placesOf } from "./places.ts";

type Operations = HttpWire["operations"];

/**
 * Where a target's wire uses a name that its protocol does not have: an operation, a role that is sent or taken, an
 * outcome. Such a name would be passed over in silence.
 *
 * @param wire what the target file spells
 * @param known how the protocol itself spells its operations
 * @returns a message for each, with the key and the remedy
 */
export function unknownNames(wire: Partial<Operations>, known: Operations): string[] {
  return Object.entries(wire).flatMap(([name, operation]) => {
    const own = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!own) return [complaint(`wire.${name}`, name, "operation", Object.keys(known))];
    return operation ? unknownIn(operation, own).map((text) => `wire.${name}.${text}`) : [];
  });
}

/** The names that an operation may use, and those that it does use, by the key under which they stand. */
const NAMES: readonly { key: string; what: string; of(operation: HttpOperation): readonly string[] }[] = [
  { key: "outcomes", what: "outcome", of: ({ outcomes }) => Object.keys(outcomes) },
  { key: "take", what: "role to take", of: ({ take }) => Object.keys(take) },
];

function unknownIn(operation: HttpOperation, known: HttpOperation): string[] {
  const named = NAMES.flatMap(({ key, what, of }) =>
    of(operation)
      .filter((name) => !of(known).includes(name))
      .map((name) => complaint(`${key}.${name}`, name, what, of(known))),
  );
  return [...named, ...unknownSent(operation, known), ...lifetimesWithoutUnit(operation)];
}

/** Roles that nobody has a value for: the protocol sends none such, and no step before has taken it. */
function unknownSent(operation: HttpOperation, known: HttpOperation): string[] {
  const { before = [] } = operation;
  const protocols = rolesSent(known);
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

function complaint(where: string, name: string, what: string, known: readonly string[]): string {
  const choice = known.length > 0 ? `write ${known.join(", ")}` : "leave it out";
  return `${where}: there is no such ${what} here; ${choice}.${didYouMean(name, known)}`;
}

/** The roles that stand in the templates of a request, wherever those are. */
export function rolesSent(spelling: HttpRequestSpelling): string[] {
  const { path, headers, query, cookies, basic, json, form, text } = spelling;
  return rolesIn(path, headers, query, cookies, basic, json, form, text?.content);
}
