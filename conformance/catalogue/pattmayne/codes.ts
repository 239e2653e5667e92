import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of the codes that clients redeem. */
export const codes = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
