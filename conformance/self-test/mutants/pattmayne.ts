import type { authAppFaults, pattmayneFaults } from "../../faults/pattmayne.ts";
import type { Mutant } from "./broken.ts";
import { clientAppMutants } from "./pattmayne-app.ts";
import { common } from "./pattmayne-common.ts";

/** Some of the broken auth apps, each under the name of its fault. */
export type AuthAppMutants = Partial<Record<keyof typeof authAppFaults, Mutant>>;

const authAppMutants = {
  ...common,
} satisfies Record<keyof typeof authAppFaults, Mutant>;

/** Every broken server of either role, joined to its fault by name: one that is missing, or has no fault, does not compile. */
export const pattmayneMutants = { ...authAppMutants, ...clientAppMutants } satisfies Record<
  keyof typeof pattmayneFaults,
  Mutant
>;
