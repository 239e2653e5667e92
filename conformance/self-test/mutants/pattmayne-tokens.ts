import type { tokenFaults } from "../../faults/pattmayne-tokens.ts";
import type { Mutant } from "./broken.ts";
import { cookies } from "./pattmayne-cookies.ts";
import { signedTokens } from "./pattmayne-jwts.ts";
import { renewals } from "./pattmayne-renewal.ts";

/** Auth apps that are broken in their cookies, and in the tokens that are in them. */
export const tokens = {
  ...cookies,
  ...signedTokens,
  ...renewals,
} satisfies Record<keyof typeof tokenFaults, Mutant>;
