import { TAMPERED } from "../../kit/jwt/tampered.ts";
import type { Catalogue } from "../catalogue.ts";
import { forgeryChecks } from "../common/forgeries.ts";
import type { AuthSession } from "./client.ts";
import { face } from "./face.ts";
import { REFUSED } from "./outcomes.ts";

/** Checks of forged tokens where the user is asked for, with no refresh token beside them. */
export const forged = forgeryChecks(face, "at-me", {
  refused: REFUSED,
  another: async ({ pm, account }) => (await pm.signIn(account)).accessToken,
});

/** Checks of tokens that the auth app has not signed. */
export const forgeries = {
  "pattmayne.tampered-jwt-is-refused": forged.refusing(TAMPERED),
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
