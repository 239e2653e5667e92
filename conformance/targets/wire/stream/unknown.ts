import type { StreamOperation } from "../../../model/wire.ts";
import { complaint } from "../complaint.ts";
import { NAMES_OF_COMMANDS, rolesSentIn } from "./names.ts";

/** Where a command uses a name that the protocol does not have: a message for each, with the key below the operation. */
export function unknownInCommands(
  operation: StreamOperation,
  known: StreamOperation,
  all: Readonly<Record<string, StreamOperation>>,
): string[] {
  const sendable = [...new Set([known, ...Object.values(all)].flatMap(rolesSentIn))];
  const sent = rolesSentIn(operation)
    .filter((role) => !sendable.includes(role))
    .map((role) => complaint(`send.${role}`, role, "role to send", sendable));
  const named = NAMES_OF_COMMANDS.flatMap(({ key, what, of }) =>
    of(operation)
      .filter((name) => !of(known).includes(name))
      .map((name) => complaint(`${key}.${name}`, name, what, of(known))),
  );
  return [...named, ...sent];
}
