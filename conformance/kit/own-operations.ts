import type { Target } from "../model/target.ts";
import type { HttpWire } from "../model/wire.ts";

type Operations = HttpWire["operations"];

/** The operations that a target has, each as it is spelt there; `operations` are the protocol's. */
export function ownOperations(operations: Operations, { wire, without = [] }: Target): Operations {
  const all = [...Object.entries(operations), ...Object.entries(wire as Operations)];
  return Object.fromEntries(all.filter(([name]) => !without.includes(name)));
}
