import type { endingFaults } from "../../faults/pattmayne-endings.ts";
import type { Mutant } from "./broken.ts";
import { clientLogouts } from "./pattmayne-client-logouts.ts";
import { logoutRaces } from "./pattmayne-logout-races.ts";
import { logouts } from "./pattmayne-logouts.ts";
import { operators } from "./pattmayne-operators.ts";
import { softEndings } from "./pattmayne-soft-endings.ts";
import { suspended } from "./pattmayne-suspensions.ts";

/** Auth apps that are broken where sessions end, where addresses are suspended, and where operators look after clients. */
export const endings = {
  ...logouts,
  ...softEndings,
  ...logoutRaces,
  ...clientLogouts,
  ...suspended,
  ...operators,
} satisfies Record<keyof typeof endingFaults, Mutant>;
