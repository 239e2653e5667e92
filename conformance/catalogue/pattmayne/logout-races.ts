import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of what comes at the same time as a logout. */
export const logoutRaces = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
