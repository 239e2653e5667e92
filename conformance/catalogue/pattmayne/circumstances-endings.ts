/** Circumstances of logouts, and of what comes at the same time. */
export const SESSION_END_CIRCUMSTANCES = {} as const;
