import { ACCOUNT_CIRCUMSTANCES } from "./circumstances-accounts.ts";
import { CLIENT_CIRCUMSTANCES } from "./circumstances-clients.ts";
import { COOKIE_CIRCUMSTANCES } from "./circumstances-cookies.ts";
import { SESSION_END_CIRCUMSTANCES } from "./circumstances-endings.ts";
import { APP_CIRCUMSTANCES } from "./client-app/circumstances.ts";

/** Circumstances that this protocol alone puts requirements to the test under. */
export const PATTMAYNE_CIRCUMSTANCES = {
  "at-me": "where a user's own cookies are asked for",
  ...ACCOUNT_CIRCUMSTANCES,
  ...CLIENT_CIRCUMSTANCES,
  ...COOKIE_CIRCUMSTANCES,
  ...SESSION_END_CIRCUMSTANCES,
  ...APP_CIRCUMSTANCES,
} as const;
