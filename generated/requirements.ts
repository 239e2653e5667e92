// Generated from spec/ by `npm run generate`. Do not edit.

/** Every requirement, by id. */
export const requirements = {

} as const;

/** What an implementation can be held to. */
export type RequirementId = keyof typeof requirements;

/** The protocols that requirements are stated for. */
export type ProtocolId = (typeof requirements)[RequirementId]["protocol"];

/** The ids of a protocol's requirements on servers that an exchange can show. */
export type TestableId<P extends ProtocolId> = {
  [Id in RequirementId]: (typeof requirements)[Id] extends { protocol: P; actor: "server" }
    ? (typeof requirements)[Id] extends { untestable: string }
      ? never
      : Id
    : never;
}[RequirementId];

/** Those of them whose level is MUST or MUST NOT. */
export type TestableMustId<P extends ProtocolId> = {
  [Id in TestableId<P>]: (typeof requirements)[Id] extends { level: "MUST" | "MUST NOT" } ? Id : never;
}[TestableId<P>];
