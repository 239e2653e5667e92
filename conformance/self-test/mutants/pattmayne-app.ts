import type { clientAppFaults } from "../../faults/pattmayne-app.ts";
import type { Broken, Mutant } from "./broken.ts";

/** The broken client apps, joined to their faults by name. */
const mutants = {} satisfies Record<keyof typeof clientAppFaults, Mutant>;

/** The same, tested in their role. */
export const clientAppMutants = Object.fromEntries(
  Object.entries<Mutant>(mutants).map(([name, mutant]) => [name, (): Broken => ({ ...mutant(), role: "client-app" })]),
) as Record<keyof typeof clientAppFaults, Mutant>;
