import type { StreamOperation } from "../../../model/wire.ts";

/** The roles that a command sends. */
export function rolesSentIn({ send }: StreamOperation): string[] {
  return Object.keys(send);
}

/** The names that a command may use, and those that it does use, by the key under which they stand. */
export const NAMES_OF_COMMANDS: readonly {
  key: string;
  what: string;
  of(operation: StreamOperation): readonly string[];
}[] = [
  { key: "outcomes", what: "outcome", of: ({ outcomes }) => Object.keys(outcomes) },
  {
    key: "take",
    what: "role to take",
    of: ({ outcomes }) => [...new Set(Object.values(outcomes).flatMap(({ take = {} }) => Object.keys(take)))],
  },
];
