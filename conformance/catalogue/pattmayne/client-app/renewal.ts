import { ended } from "./ended.ts";
import { forgedRenewals } from "./forged-renewal.ts";
import { outages } from "./outage.ts";
import { renewing } from "./renewing.ts";

/** Checks of how a client app renews its signed tokens. */
export const renewals = { ...renewing, ...ended, ...forgedRenewals, ...outages } as const;
