import type { clientAppFaults } from "../../faults/pattmayne-app.ts";
import type { Mutant } from "./broken.ts";
import { callbacks } from "./pattmayne-app-callback.ts";
import { cookies } from "./pattmayne-app-cookies.ts";
import { forgeries } from "./pattmayne-app-forgeries.ts";
import { overHttp } from "./pattmayne-app-http.ts";
import { tokens } from "./pattmayne-app-jwt.ts";
import { beginnings } from "./pattmayne-app-login.ts";
import { logouts } from "./pattmayne-app-logout.ts";
import { renewals } from "./pattmayne-app-renewal.ts";
import { secrets } from "./pattmayne-app-secrets.ts";
import { sites } from "./pattmayne-app-sites.ts";

/** Every broken client app, joined to its fault by name: one that is missing, or has no fault, does not compile. */
export const clientAppMutants = {
  ...beginnings,
  ...callbacks,
  ...cookies,
  ...sites,
  ...tokens,
  ...forgeries,
  ...renewals,
  ...logouts,
  ...secrets,
  ...overHttp,
} satisfies Record<keyof typeof clientAppFaults, Mutant>;
