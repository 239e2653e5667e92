import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of how signed tokens are renewed. */
export const renewals = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
