import { together } from "../catalogue.ts";
import { logouts } from "./logout.ts";
import { logoutsAtAClient } from "./logout-at-a-client.ts";
import { logoutRaces } from "./logout-races.ts";
import { sparedByLogouts } from "./logout-spares.ts";
import { restarts } from "./restarts.ts";

/** Checks of how sessions end, and stay ended. */
export const endsOfSessions = together(
  together(together(logouts, sparedByLogouts), logoutsAtAClient),
  together(logoutRaces, restarts),
);
