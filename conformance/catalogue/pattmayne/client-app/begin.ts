import type { Catalogue } from "../../catalogue.ts";
import type { AppSession } from "./client.ts";

/** Checks of how a login begins and ends at a client app. */
export const logins = {} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
