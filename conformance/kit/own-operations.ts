import type { Target } from "../model/target.ts";
import type { Operation } from "../model/wire.ts";

/** The operations that a target has, each as it is spelt there; `operations` are the protocol's. */
export function ownOperations<Own extends Operation>(
  operations: Readonly<Record<string, Own>>,
  { wire, without = [] }: Target,
): Readonly<Record<string, Own>> {
  // A target file spells operations as its protocol's transport does.
  const all = [...Object.entries(operations), ...Object.entries(wire as Readonly<Record<string, Own>>)];
  return Object.fromEntries(all.filter(([name]) => !without.includes(name)));
}
