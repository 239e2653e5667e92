import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Circumstances under which the auth app puts common requirements to the test as well. */
export const ownCircumstances = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
