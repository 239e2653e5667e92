/** The circumstances of angen's own, for people. */
export const ANGEN_CIRCUMSTANCES = {
  "at-login": "on a connection of its own, which it is to log in",
} as const;
