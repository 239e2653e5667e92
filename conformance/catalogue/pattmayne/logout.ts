import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of what a logout at the auth app ends. */
export const logouts = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
