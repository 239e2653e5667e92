import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of how clients prove who they are. */
export const clients = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
