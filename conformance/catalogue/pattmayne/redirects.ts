import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of where a login at another client sends the browser. */
export const redirects = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
