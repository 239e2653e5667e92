import type { Catalogue } from "../../catalogue.ts";
import type { AppSession } from "./client.ts";

/** Checks of the common requirements that client apps keep. */
export const commonChecks = {} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
