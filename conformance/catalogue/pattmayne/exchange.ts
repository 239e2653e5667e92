import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of how clients exchange their refresh tokens. */
export const exchanges = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
