import { JWT_CIRCUMSTANCES } from "../kit/jwt/forgeries.ts";
import { LINE_CIRCUMSTANCES } from "./angen/circumstances-lines.ts";
import { ANGEN_TOKEN_CIRCUMSTANCES } from "./angen/circumstances-tokens.ts";
import { ACCOUNT_CIRCUMSTANCES } from "./common/circumstances-accounts.ts";
import { REQUEST_CIRCUMSTANCES } from "./common/circumstances-requests.ts";
import { TOKEN_CIRCUMSTANCES } from "./common/circumstances-tokens.ts";
import { GETNATIVE_CIRCUMSTANCES } from "./getnative/circumstances.ts";
import { HMAIL_CIRCUMSTANCES } from "./hmail/circumstances.ts";
import { PATTMAYNE_CIRCUMSTANCES } from "./pattmayne/circumstances.ts";
import { SESSION_CIRCUMSTANCES } from "./session/circumstances.ts";

/** The circumstances under which requirements are put to the test, and what each does, for people. */
export const CIRCUMSTANCES = {
  ...SESSION_CIRCUMSTANCES,
  ...GETNATIVE_CIRCUMSTANCES,
  ...ANGEN_TOKEN_CIRCUMSTANCES,
  ...LINE_CIRCUMSTANCES,
  ...PATTMAYNE_CIRCUMSTANCES,
  ...JWT_CIRCUMSTANCES,
  ...HMAIL_CIRCUMSTANCES,
  ...TOKEN_CIRCUMSTANCES,
  ...ACCOUNT_CIRCUMSTANCES,
  ...REQUEST_CIRCUMSTANCES,
} as const;

/** What a check's id may say behind the slash. */
export type Circumstance = keyof typeof CIRCUMSTANCES;
