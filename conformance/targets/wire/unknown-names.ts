import type { Operations } from "../../model/wire.ts";
import { complaint } from "./complaint.ts";
import { spellingOf } from "./transports.ts";

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
    if (!operation) return [];
    return spellingOf(own)
      .unknownIn(operation, own, known)
      .map((text) => `wire.${name}.${text}`);
  });
}
