import { CRITICAL } from "../../kit/jwt/critical.ts";
import { KEYS_IN_THE_HEADER } from "../../kit/jwt/keys-in-the-header.ts";
import { OTHER_KEYS } from "../../kit/jwt/other-keys.ts";
import { SHAPES } from "../../kit/jwt/shapes.ts";
import { TAMPERED } from "../../kit/jwt/tampered.ts";
import { UNSIGNED } from "../../kit/jwt/unsigned.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { forgeryChecks } from "../common/forgeries.ts";
import { forge } from "../common/forging.ts";
import type { AuthSession } from "./client.ts";
import { face } from "./face.ts";
import { elsewhere } from "./forgeries-elsewhere.ts";
import { byKnownSecrets, otherTokensOfTheUser } from "./held-secrets.ts";
import { areRefused, REFUSED, succeed } from "./outcomes.ts";

const check = checkFor<AuthSession>();

/** Checks of forged tokens where the user is asked for, with no refresh token beside them. */
export const forged = forgeryChecks(face, "at-me", {
  refused: REFUSED,
  another: async ({ pm, account }) => (await pm.signIn(account)).accessToken,
});

const { "header-of-another-type": otherHeader, "huge-header": hugeHeader, ...shapes } = SHAPES;
const { "usual-secrets": usual, "another-algorithm": anotherAlgorithm, "another-rsa-key": rsa, ...byKid } = OTHER_KEYS;
const { "claims-of-another-type": _, ...critical } = CRITICAL;

/** Checks of tokens that the auth app has not signed, or that say how they are to be read. */
export const forgeries = {
  "pattmayne.tampered-jwt-is-refused": {
    ...forged.refusing({ ...TAMPERED, "header-of-another-type": otherHeader, "huge-header": hugeHeader }),
    ...elsewhere(TAMPERED["altered-signature"]),
    "on-the-connection-of-a-good-one": check({
      async act(session): Promise<Evidence & { control: Exchange }> {
        const { pm, account } = session;
        const { accessToken } = await pm.cookies(account);
        const on = pm.http.connect();
        const control = await pm.me({ accessToken }, { on });
        const { tokens } = await forge(session, TAMPERED["tampered-subject"], accessToken);
        const attempts = await oneByOne(
          "attempt",
          tokens.map(
            ({ token }) =>
              () =>
                pm.me({ accessToken: token }, { on }),
          ),
        );
        return { ...attempts, control };
      },
      control: ({ control }) => succeed(control),
      judge: ({ control: __, ...attempts }) => areRefused(...Object.values(attempts)),
    }),
  },
  "pattmayne.unsigned-jwt-is-refused": { ...forged.refusing(UNSIGNED), ...elsewhere(UNSIGNED["alg-none"]) },
  "pattmayne.foreign-secret-is-refused": {
    ...forged.refusing({ "usual-secrets": usual, "another-algorithm": anotherAlgorithm, "another-rsa-key": rsa }),
    "secrets-of-clients": byKnownSecrets,
  },
  "pattmayne.header-selects-no-key": forged.refusing({ ...KEYS_IN_THE_HEADER, ...byKid }),
  "pattmayne.critical-headers-are-refused": forged.refusing(critical),
  "pattmayne.malformed-jws-is-refused": forged.refusing(shapes),
  "pattmayne.refresh-token-is-no-jwt": {
    "other-tokens-of-the-user": otherTokensOfTheUser,
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
