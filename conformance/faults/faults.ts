import type { RequirementId } from "../model/requirement.ts";
import { hmailFaults } from "./hmail.ts";

/** A way in which a server can be broken: its name completes "a server that …". */
export interface Fault {
  /** The requirement whose checks must report a violation. */
  readonly breaks: RequirementId;
}

const all: Readonly<Record<string, Fault>> = { ...hmailFaults };

/** The faults by which a requirement is broken. */
export function faultsThatBreak(id: RequirementId): string[] {
  return Object.entries(all)
    .filter(([, { breaks }]) => breaks === id)
    .map(([name]) => name);
}
