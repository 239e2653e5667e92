import type { Catalogue } from "../../catalogue.ts";
import type { AppSession } from "./client.ts";

/** Checks of what a logout at a client app ends. */
export const logouts = {} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
