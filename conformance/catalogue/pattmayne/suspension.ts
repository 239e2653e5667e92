import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of addresses from which too many logins have failed. */
export const suspensions = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
