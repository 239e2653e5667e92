import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of who gets in at the auth app, and what a login does to other sessions. */
export const logins = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
