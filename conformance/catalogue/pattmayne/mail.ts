import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of emails and the tokens that are mailed to them. */
export const mailedTokens = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
