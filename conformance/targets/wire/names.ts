import { didYouMean } from "../../kit/nearest.ts";
import type { HttpOperation, HttpWire } from "../../model/wire.ts";

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
  const roles = rolesSent(known);
  const sent = rolesSent(operation)
    .filter((role) => !roles.includes(role))
    .map((role) => complaint(`{${role}}`, role, "role to send", roles));
  return [...named, ...sent];
}

function complaint(where: string, name: string, what: string, known: readonly string[]): string {
  const choice = known.length > 0 ? `write ${known.join(", ")}` : "leave it out";
  return `${where}: there is no such ${what} here; ${choice}.${didYouMean(name, known)}`;
}

/** The roles that stand in an operation's templates, wherever those are. */
export function rolesSent({ path, headers, query, json }: HttpOperation): string[] {
  const templates = JSON.stringify([path, headers, query, json]);
  return [...new Set(Array.from(templates.matchAll(/\{(\w+)\}/g), ([, role = ""]) => role))];
}
