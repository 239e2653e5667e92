import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of what operators do. */
export const operators = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
