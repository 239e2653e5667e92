import type { Requirement } from "../requirements.ts";

/** Renders the requirements as a typed table by id, and the unions that the rest of the project is typed with. */
export function renderRequirements(requirements: readonly Requirement[]): string {
  const rows = requirements.map(({ id, ...rest }) => `  ${JSON.stringify(id)}: ${JSON.stringify({ id, ...rest })},`);
  return `
/** Every requirement, by id. */
export const requirements = {
${rows.join("\n")}
} as const;

/** What an implementation can be held to. */
export type RequirementId = keyof typeof requirements;

/** The protocols that requirements are stated for. */
export type ProtocolId = (typeof requirements)[RequirementId]["protocol"];

/** The roles of protocols in which several parties serve something. */
export type RoleId = Extract<(typeof requirements)[RequirementId], { roles: unknown }>["roles"][number];

type StatedRole<P extends ProtocolId> = Extract<
  (typeof requirements)[RequirementId],
  { protocol: P; roles: unknown }
>["roles"][number];

/** The roles of a protocol: those that its requirements are stated for, or else the one of the server. */
export type RoleOf<P extends ProtocolId> = [StatedRole<P>] extends [never] ? "server" : StatedRole<P>;

/** The ids of a protocol's requirements on servers that an exchange can show, in one of its roles or in any. */
export type TestableId<P extends ProtocolId, Role extends RoleId = RoleId> = {
  [Id in RequirementId]: (typeof requirements)[Id] extends { protocol: P; actor: "server" }
    ? (typeof requirements)[Id] extends { untestable: string }
      ? never
      : (typeof requirements)[Id] extends { roles: readonly (infer Other)[] }
        ? [Extract<Other, Role>] extends [never]
          ? never
          : Id
        : Id
    : never;
}[RequirementId];

/** Those of them whose level is MUST or MUST NOT. */
export type TestableMustId<P extends ProtocolId, Role extends RoleId = RoleId> = {
  [Id in TestableId<P, Role>]: (typeof requirements)[Id] extends { level: "MUST" | "MUST NOT" } ? Id : never;
}[TestableId<P, Role>];
`;
}
