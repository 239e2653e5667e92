import { beginnings } from "./begin.ts";
import { callbacks } from "./callback.ts";
import { callbackRefusals } from "./callback-refusals.ts";

/** Checks of how a login begins and ends at a client app. */
export const logins = { ...beginnings, ...callbacks, ...callbackRefusals } as const;
