import type { Catalogue } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";

/** Checks of how the interface spells its answers: only where a target speaks the protocol's own wire. */
export const shape = {} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
