import { CLAIMED_NAMES } from "../../kit/jwt/claimed-names.ts";
import { CLAIMED_TIMES } from "../../kit/jwt/claimed-times.ts";
import { CRITICAL } from "../../kit/jwt/critical.ts";
import { GENUINE } from "../../kit/jwt/genuine.ts";
import { RIGHT_KEY } from "../../kit/jwt/right-key.ts";
import type { Catalogue } from "../catalogue.ts";
import type { GetnativeSession } from "./client.ts";
import { atEveryChange } from "./forged-changes.ts";
import { forged } from "./forgeries.ts";

const { "claims-of-another-type": noClaims } = CRITICAL;
const {
  "exp-of-zero": zero,
  "exp-twice": twice,
  "exp-that-is-over": over,
  "nbf-ahead": ahead,
  ...noDates
} = CLAIMED_TIMES;
const { "another-iss": anotherIssuer, "no-iss": noIssuer, "another-aud": another, "no-aud": none } = CLAIMED_NAMES;
const { "no-sub": noUser, "unknown-sub": unknownUser, "sub-of-another-type": oddUser } = CLAIMED_NAMES;

/** Checks of tokens that the target's own key has signed, and that say something else than the target's do. */
export const claims = {
  "getnative.key-signs-by-one-algorithm": forged.refusing(RIGHT_KEY),
  "getnative.token-without-numeric-expiry-is-refused": forged.refusing({
    ...noDates,
    // What is no object has no exp in it.
    "claims-of-another-type": noClaims,
  }),
  "getnative.expired-token-is-refused": forged.refusing({
    "exp-of-zero": zero,
    "exp-twice": twice,
    "exp-that-is-over": over,
  }),
  "getnative.token-is-refused-before-its-time": forged.refusing({ "nbf-ahead": ahead }),
  "getnative.other-issuer-is-refused": {
    ...forged.refusing({ "another-iss": anotherIssuer, "no-iss": noIssuer }),
    ...atEveryChange(anotherIssuer),
  },
  "getnative.other-audience-is-refused": forged.refusing({ "another-aud": another, "no-aud": none }),
  "getnative.audience-may-be-one-of-several": forged.taking({ "aud-in-a-list": GENUINE["aud-in-a-list"] }),
  "getnative.token-tells-its-user": forged.refusing({
    "no-sub": noUser,
    "unknown-sub": unknownUser,
    "sub-of-another-type": oddUser,
  }),
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
