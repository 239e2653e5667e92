import { type RequirementId, requirements, type ProtocolId as Specified } from "@authmark/protocols/requirements";

export type { RequirementId, RoleId, RoleOf, TestableId, TestableMustId } from "@authmark/protocols/requirements";

/** The protocols that the suite tests. */
export type ProtocolId = Specified;

export type Level = "MUST" | "MUST NOT" | "SHOULD" | "SHOULD NOT" | "MAY";

/** One normative sentence, as the specification states it. */
export interface Requirement {
  id: RequirementId;
  protocol: string;
  /** In which of the protocol's roles it is required; absent where the protocol has but one. */
  roles?: readonly string[];
  /** The operation that it is stated on; absent where it concerns the whole protocol. */
  operation?: string;
  level: Level;
  actor: "server" | "client" | "operator";
  text: string;
  source: { document: string; section: string };
  /** The optional part of the protocol to which it belongs. */
  feature?: string;
  /** Why no exchange can show whether it is kept. */
  untestable?: string;
}

/** The requirement that an id names. */
export function requirement(id: RequirementId): Requirement {
  return requirements[id];
}

/** Every requirement, in the order of the specification. */
export const allRequirements: readonly Requirement[] = Object.values<Requirement>(requirements);
