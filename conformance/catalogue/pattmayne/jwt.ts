import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of what a signed token is good for, and for how long. */
export const jwts = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
