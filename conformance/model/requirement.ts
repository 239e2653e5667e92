import {
  type RequirementId,
  type RoleOf,
  requirements,
  type ProtocolId as Specified,
} from "@authmark/protocols/requirements";

export type { RequirementId, RoleId, RoleOf, TestableId, TestableMustId } from "@authmark/protocols/requirements";

/** The protocols that the suite tests. */
export type ProtocolId = Specified;

/** What a target is in its protocol: the server, or one of several parties that serve something. */
export type Role = { [P in ProtocolId]: RoleOf<P> }[ProtocolId];

export type Level = "MUST" | "MUST NOT" | "SHOULD" | "SHOULD NOT" | "MAY";

/** One normative sentence, as the specification states it. */
export interface Requirement {
  id: RequirementId;
  protocol: string;
  /** In which of the protocol's roles it is required; absent where the protocol has but one. */
  roles?: readonly Role[];
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

/** The roles of a protocol, the usual one first. */
export function rolesOf(protocol: string): readonly Role[] {
  const stated = allRequirements.filter((each) => each.protocol === protocol).flatMap(({ roles = [] }) => roles);
  return stated.length === 0 ? ["server"] : [...new Set(stated)];
}

/** Whether a requirement is one of those that a target in a role is held to. */
export function isRequiredIn({ roles }: Pick<Requirement, "roles">, role: Role): boolean {
  return roles === undefined || roles.includes(role);
}
