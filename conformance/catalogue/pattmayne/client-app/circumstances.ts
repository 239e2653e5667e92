/** Circumstances of client apps. */
export const APP_CIRCUMSTANCES = {
  "right-after-a-login": "a signed token of a moment ago",
  "after-a-logout-elsewhere": "an expired token and its refresh token, after their user has logged out elsewhere",
} as const;
