import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of the secrets that clients are issued. */
export const clientSecrets = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
