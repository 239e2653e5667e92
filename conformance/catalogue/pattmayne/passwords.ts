import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of which passwords are taken. */
export const passwords = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
