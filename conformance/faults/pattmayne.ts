import { cookieFaults, opaqueFaults } from "./common.ts";
import type { Fault } from "./faults.ts";
import { accountFaults } from "./pattmayne-accounts.ts";
import { clientAppFaults } from "./pattmayne-app.ts";
import { backChannelFaults } from "./pattmayne-back-channel.ts";
import { endingFaults } from "./pattmayne-endings.ts";
import { loginFaults } from "./pattmayne-logins.ts";
import { tokenFaults } from "./pattmayne-tokens.ts";

/** Broken auth apps, as data; self-test/mutants/pattmayne.ts builds each of them from the reference server. */
export const authAppFaults = {
  ...cookieFaults("pattmayne"),
  ...opaqueFaults("pattmayne"),
  ...loginFaults,
  ...accountFaults,
  ...tokenFaults,
  ...backChannelFaults,
  ...endingFaults,
} as const satisfies Record<string, Fault>;

/** The broken servers of either role. */
export const pattmayneFaults = { ...authAppFaults, ...clientAppFaults } as const satisfies Record<string, Fault>;
