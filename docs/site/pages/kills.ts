import { readFileSync } from "node:fs";
import { faultsThatBreak } from "../../../conformance/faults/faults.ts";
import { allRequirements, type ProtocolId, type RequirementId } from "../../../conformance/model/requirement.ts";

/** A broken server, and the checks that were seen to notice it. */
export interface Mutant {
  readonly name: string;
  readonly breaks: RequirementId;
  /** The ids of the checks; undefined where no run against it is on record. */
  readonly noticedBy?: readonly string[];
}

/** The broken servers of a protocol, in the order of the requirements that they break. */
export function mutantsOf(protocol: ProtocolId): Mutant[] {
  const file = new URL(`../../../conformance/faults/${protocol}.kills.json`, import.meta.url);
  const kills: Readonly<Record<string, readonly string[]>> = JSON.parse(readFileSync(file, "utf8"));
  return allRequirements
    .filter((requirement) => requirement.protocol === protocol)
    .flatMap(({ id }) =>
      faultsThatBreak(id).map((name) => ({ name, breaks: id, ...(kills[name] && { noticedBy: kills[name] }) })),
    );
}

/** The requirements of checks, each with how many of its checks are among them. */
export function byRequirement(checks: readonly string[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const check of checks) {
    const [id = ""] = check.split("/");
    numbers.set(id, (numbers.get(id) ?? 0) + 1);
  }
  return numbers;
}
