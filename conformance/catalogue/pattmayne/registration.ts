import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of new accounts, and of registrations of who has one. */
export const registrations = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
