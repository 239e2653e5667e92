import type { endingFaults } from "../../faults/pattmayne-endings.ts";
import type { Mutant } from "./broken.ts";
import { logouts } from "./pattmayne-logouts.ts";
import { operators } from "./pattmayne-operators.ts";
import { suspended } from "./pattmayne-suspensions.ts";

/** Auth apps that are broken where sessions end, where addresses are suspended, and where operators look after clients. */
export const endings = {
  ...logouts,
  ...suspended,
  ...operators,
} satisfies Record<keyof typeof endingFaults, Mutant>;
