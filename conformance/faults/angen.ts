import { accountFaults } from "./angen-accounts.ts";
import { commonFaults } from "./angen-common.ts";
import { lineFaults } from "./angen-lines.ts";
import { renewalFaults } from "./angen-renewals.ts";
import { tokenFaults } from "./angen-tokens.ts";
import { credentialFaults, opaqueFaults } from "./common.ts";
import type { Fault } from "./faults.ts";

/** Broken servers of angen, as data; self-test/mutants/angen.ts builds each of them from the reference server. */
export const angenFaults = {
  ...credentialFaults("angen"),
  ...opaqueFaults("angen"),
  ...commonFaults,
  ...tokenFaults,
  ...renewalFaults,
  ...lineFaults,
  ...accountFaults,
} as const satisfies Record<string, Fault>;
