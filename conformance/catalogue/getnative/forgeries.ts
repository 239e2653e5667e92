import { CRITICAL } from "../../kit/jwt/critical.ts";
import { KEYS_IN_THE_HEADER } from "../../kit/jwt/keys-in-the-header.ts";
import { OTHER_KEYS } from "../../kit/jwt/other-keys.ts";
import { PUBLIC_KEY_ABUSE } from "../../kit/jwt/public-key-abuse.ts";
import { SHAPES } from "../../kit/jwt/shapes.ts";
import { TAMPERED } from "../../kit/jwt/tampered.ts";
import { UNSIGNED } from "../../kit/jwt/unsigned.ts";
import type { Catalogue } from "../catalogue.ts";
import { forgeryChecks } from "../common/forgeries.ts";
import type { GetnativeSession } from "./client.ts";
import { face } from "./face.ts";
import { atEveryChange } from "./forged-changes.ts";
import { sentOtherwise } from "./forged-otherwise.ts";
import { REFUSED } from "./outcomes.ts";

/** Checks of forged tokens where the account is asked for. */
export const forged = forgeryChecks(face, "at-account", {
  refused: REFUSED,
  another: async ({ gn }, good) => (await gn.next({ token: good })).token,
});

const { "header-of-another-type": otherHeader, "huge-header": hugeHeader, ...shapes } = SHAPES;
const { "no-alg": noAlg, ...unsigned } = UNSIGNED;
const {
  "another-rsa-key": anotherKey,
  "another-algorithm": anotherAlgorithm,
  "usual-secrets": usualSecrets,
  ...byKid
} = OTHER_KEYS;
const { "encrypted-to-the-public-key": encrypted, ...hmacs } = PUBLIC_KEY_ABUSE;
const { "key-at-jku": jku, "key-at-x5u": x5u, "key-at-kid": kid, ...inside } = KEYS_IN_THE_HEADER;
const { "claims-of-another-type": _, ...critical } = CRITICAL;
const addresses = { "key-at-jku": jku, "key-at-x5u": x5u, "key-at-kid": kid };

/** Checks of tokens that the target's key has not signed, or that say how they are to be read. */
export const forgeries = {
  "getnative.tampered-token-is-refused": {
    ...forged.refusing({ ...TAMPERED, "header-of-another-type": otherHeader, "huge-header": hugeHeader }),
    ...atEveryChange(TAMPERED["altered-signature"], TAMPERED["tampered-expiry"]),
    ...sentOtherwise(TAMPERED["altered-signature"]),
  },
  "getnative.unsigned-token-is-refused": { ...forged.refusing(unsigned), ...atEveryChange(UNSIGNED["alg-none"]) },
  "getnative.other-algorithms-are-refused": {
    ...forged.refusing({
      ...hmacs,
      "another-algorithm": anotherAlgorithm,
      "usual-secrets": usualSecrets,
      "no-alg": noAlg,
    }),
    ...atEveryChange(hmacs["hs256-keyed-with-the-public-key"]),
  },
  "getnative.foreign-key-is-refused": {
    ...forged.refusing({ "another-rsa-key": anotherKey }),
    ...atEveryChange(anotherKey),
  },
  "getnative.header-selects-no-key": {
    ...forged.refusing({ ...inside, ...addresses, ...byKid }),
    ...atEveryChange(inside["key-in-jwk"]),
  },
  "getnative.header-urls-are-not-fetched": forged.fetchingNothing(addresses),
  "getnative.malformed-jws-is-refused": forged.refusing({ ...shapes, "encrypted-to-the-public-key": encrypted }),
  "getnative.critical-headers-are-refused": forged.refusing(critical),
} as const satisfies Partial<Catalogue<"getnative", GetnativeSession>>;
