import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of the client that a login names. */
export const clientsAtLogin = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
