import type { Catalogue } from "../../catalogue.ts";
import type { AppSession } from "./client.ts";

/** Checks of what a client app never shows. */
export const secrets = {} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
