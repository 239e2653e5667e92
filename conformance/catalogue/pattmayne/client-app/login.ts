import { beginnings } from "./begin.ts";
import { callbacks } from "./callback.ts";
import { callbackRefusals } from "./callback-refusals.ts";
import { landings } from "./landing.ts";

/** Checks of how a login begins and ends at a client app. */
export const logins = { ...beginnings, ...callbacks, ...landings, ...callbackRefusals } as const;
