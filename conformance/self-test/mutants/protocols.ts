import { angenFaults } from "../../faults/angen.ts";
import type { Fault } from "../../faults/faults.ts";
import { getnativeFaults } from "../../faults/getnative.ts";
import { hmailFaults } from "../../faults/hmail.ts";
import { pattmayneFaults } from "../../faults/pattmayne.ts";
import { sessionFaults } from "../../faults/session.ts";
import type { ProtocolId } from "../../model/requirement.ts";
import { angenMutants } from "./angen.ts";
import type { Mutant } from "./broken.ts";
import { getnativeMutants } from "./getnative.ts";
import { hmailMutants } from "./hmail.ts";
import { pattmayneMutants } from "./pattmayne.ts";
import { sessionMutants } from "./session.ts";

/** The broken servers of each protocol: what they break, and how they are built. */
export const brokenServers: Readonly<
  Record<ProtocolId, { faults: Readonly<Record<string, Fault>>; mutants: Readonly<Record<string, Mutant>> }>
> = {
  hmail: { faults: hmailFaults, mutants: hmailMutants },
  session: { faults: sessionFaults, mutants: sessionMutants },
  getnative: { faults: getnativeFaults, mutants: getnativeMutants },
  angen: { faults: angenFaults, mutants: angenMutants },
  pattmayne: { faults: pattmayneFaults, mutants: pattmayneMutants },
};
