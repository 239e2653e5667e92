/** Circumstances of logins, registrations, mails and suspensions. */
export const ACCOUNT_CIRCUMSTANCES = {} as const;
