import type { Catalogue } from "../../catalogue.ts";
import type { AppSession } from "./client.ts";

/** Checks of a client app's cookies, and of requests that other pages make with them. */
export const cookies = {} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
