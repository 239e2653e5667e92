import type { Fault } from "../../faults/faults.ts";
import { hmailFaults } from "../../faults/hmail.ts";
import type { ProtocolId } from "../../model/requirement.ts";
import { hmailMutants, type Mutant } from "./hmail.ts";

/** The broken servers of each protocol: what they break, and how they are built. */
export const brokenServers: Readonly<
  Record<ProtocolId, { faults: Readonly<Record<string, Fault>>; mutants: Readonly<Record<string, Mutant>> }>
> = {
  hmail: { faults: hmailFaults, mutants: hmailMutants },
};
