/** Circumstances of cookies, signed tokens and their renewal. */
export const COOKIE_CIRCUMSTANCES = {
  "renewed-cookies": "cookies that a renewal sets",
} as const;
