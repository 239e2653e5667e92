/** Circumstances of clients, codes, redirects and operators. */
export const CLIENT_CIRCUMSTANCES = {} as const;
