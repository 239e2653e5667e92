/** The circumstances of angen's own, for people. */
export const ANGEN_CIRCUMSTANCES = {
} as const;
