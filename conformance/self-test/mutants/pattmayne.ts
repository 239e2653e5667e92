import type { authAppFaults, pattmayneFaults } from "../../faults/pattmayne.ts";
import type { Mutant } from "./broken.ts";
import { accounts } from "./pattmayne-accounts.ts";
import { clientAppMutants } from "./pattmayne-app.ts";
import { backChannel } from "./pattmayne-back-channel.ts";
import { common } from "./pattmayne-common.ts";
import { endings } from "./pattmayne-endings.ts";
import { logins } from "./pattmayne-logins.ts";
import { tokens } from "./pattmayne-tokens.ts";

const authAppMutants = {
  ...common,
  ...logins,
  ...accounts,
  ...tokens,
  ...backChannel,
  ...endings,
} satisfies Record<keyof typeof authAppFaults, Mutant>;

/** Every broken server of either role, joined to its fault by name: one that is missing, or has no fault, does not compile. */
export const pattmayneMutants = { ...authAppMutants, ...clientAppMutants } satisfies Record<
  keyof typeof pattmayneFaults,
  Mutant
>;
