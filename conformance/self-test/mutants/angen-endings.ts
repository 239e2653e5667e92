/** The commands that end all tokens of a user. */
export const REVOKE = "account/revoke_tokens";
export const CHANGE = "account/change_password";
export type Ending = typeof REVOKE | typeof CHANGE;
