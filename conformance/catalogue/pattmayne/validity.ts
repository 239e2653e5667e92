import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of what the auth app says of refresh tokens. */
export const validity = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
