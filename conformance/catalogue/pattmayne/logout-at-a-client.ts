import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of logouts that clients ask for. */
export const logoutsAtAClient = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
