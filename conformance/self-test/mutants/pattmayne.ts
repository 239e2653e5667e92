import type { authAppFaults, pattmayneFaults } from "../../faults/pattmayne.ts";
import type { Mutant } from "./broken.ts";
import { accounts } from "./pattmayne-accounts.ts";
import { clientAppMutants } from "./pattmayne-app.ts";
import { common } from "./pattmayne-common.ts";
import { logins } from "./pattmayne-logins.ts";

const authAppMutants = {
  ...common,
  ...logins,
  ...accounts,
} satisfies Record<keyof typeof authAppFaults, Mutant>;

/** Every broken server of either role, joined to its fault by name: one that is missing, or has no fault, does not compile. */
export const pattmayneMutants = { ...authAppMutants, ...clientAppMutants } satisfies Record<
  keyof typeof pattmayneFaults,
  Mutant
>;
