import type { backChannelFaults } from "../../faults/pattmayne-back-channel.ts";
import type { Mutant } from "./broken.ts";
import { clients } from "./pattmayne-clients.ts";
import { codes } from "./pattmayne-codes.ts";
import { exchanges } from "./pattmayne-exchanges.ts";

/** Auth apps that are broken on the back channel. */
export const backChannel = {
  ...codes,
  ...clients,
  ...exchanges,
} satisfies Record<keyof typeof backChannelFaults, Mutant>;
