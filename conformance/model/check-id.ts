import type { RequirementId } from "./requirement.ts";

/** A requirement, and the circumstance under which it is put to the test. */
export type CheckId = `${RequirementId}/${string}`;

/** Joins the two halves of a check's id. */
export function checkId(requirement: RequirementId, circumstance: string): CheckId {
  return `${requirement}/${circumstance}`;
}
