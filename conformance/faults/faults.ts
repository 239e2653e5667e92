import type { RequirementId } from "../model/requirement.ts";
import hmailKills from "./hmail.kills.json" with { type: "json" };
import { hmailFaults } from "./hmail.ts";

/** A way in which a server can be broken: its name completes "a server that …". */
export interface Fault {
  /** The requirement whose checks must report a violation. */
  readonly breaks: RequirementId;
}

const all: Readonly<Record<string, Fault>> = { ...hmailFaults };

/** By which checks each of them is noticed, as `npm run power -- --record` saw it. */
const noticedBy: Readonly<Record<string, readonly string[]>> = { ...hmailKills };

/** The faults by which a requirement is broken. */
export function faultsThatBreak(id: RequirementId): string[] {
  return Object.entries(all)
    .filter(([, { breaks }]) => breaks === id)
    .map(([name]) => name);
}

/** The faults that a check notices, with what they break: its own requirement, or another. */
export function faultsNoticedBy(check: string): { name: string; breaks: RequirementId }[] {
  return Object.entries(all)
    .filter(([name]) => noticedBy[name]?.includes(check))
    .map(([name, { breaks }]) => ({ name, breaks }));
}
