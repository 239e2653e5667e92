import type { HttpOperation, Operation, StreamOperation } from "../../model/wire.ts";
import { type Bound, type Misbound, misboundHttp } from "./misbound.ts";
import { unknownInHttp } from "./names.ts";
import { misboundLines } from "./stream/misbound.ts";
import { unknownInCommands } from "./stream/unknown.ts";

/** What is to be known of how the operations of one transport are spelt. */
interface Spelling<Own extends Operation> {
  /** What an operation is called on the wire. */
  nameOf(operation: Own): string;
  misbound(bound: Bound<Own>): Misbound[];
  /** Where a spelling uses a name that the protocol does not have: a message for each, with the key below the operation. */
  unknownIn(own: Own, known: Own, all: Readonly<Record<string, Own>>): string[];
}

interface Spellings {
  readonly http: HttpOperation;
  readonly stream: StreamOperation;
}

/** A row for each transport. */
const SPELLINGS: { readonly [Name in keyof Spellings]: Spelling<Spellings[Name]> } = {
  http: { nameOf: ({ path }) => path, misbound: misboundHttp, unknownIn: unknownInHttp },
  stream: { nameOf: ({ name }) => name, misbound: misboundLines, unknownIn: unknownInCommands },
};

/** The row of an operation, which is asked about operations of the same transport alone. */
export function spellingOf(operation: Operation): Spelling<Operation> {
  return SPELLINGS["send" in operation ? "stream" : "http"] as Spelling<Operation>;
}

/** How an operation's answers look as if it were spelt otherwise; nothing where they do not. */
export function misbound(bound: Bound): Misbound[] {
  return spellingOf(bound.own).misbound(bound);
}

/** Where to look for the mistake. */
export function remedyFor({ name, own, operations }: Pick<Bound, "name" | "own" | "operations">): string {
  const known = operations[name];
  if (own !== known || !known) return `See wire.${name} in the target file.`;
  const spelt = spellingOf(known).nameOf(known);
  return `Is it spelt otherwise there than as ${spelt} by the protocol? Then write wire.${name} in a target file.`;
}
