import { withMethod } from "../../../kit/http.ts";
import { KEYS_IN_THE_HEADER } from "../../../kit/jwt/keys-in-the-header.ts";
import { OTHER_KEYS } from "../../../kit/jwt/other-keys.ts";
import { SHAPES } from "../../../kit/jwt/shapes.ts";
import { TAMPERED } from "../../../kit/jwt/tampered.ts";
import { UNSIGNED } from "../../../kit/jwt/unsigned.ts";
import { altered } from "../../../kit/tokens.ts";
import { checkFor } from "../../../model/check.ts";
import type { Catalogue } from "../../catalogue.ts";
import { badTokens } from "../../common/bad-tokens.ts";
import { forgeryChecks } from "../../common/forgeries.ts";
import { areRefused, REFUSED, succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { face } from "./face.ts";
import { otherSecrets } from "./forged-secrets.ts";

const check = checkFor<AppSession>();

/** Checks of forged tokens where the user is asked for, with no refresh token beside them. */
export const forged = forgeryChecks(face, "at-me", {
  refused: REFUSED,
  another: async ({ app }) => (await app.signIn()).accessToken,
});

const { "header-of-another-type": otherHeader, "huge-header": hugeHeader } = SHAPES;
const { "one-segment": one, "two-segments": two, "four-segments": four, "five-segments": five } = SHAPES;
const { "no-alg": noAlg, ...unsigned } = UNSIGNED;
const { "kid-of-another-type": kid, "kid-as-path": kidAsPath, "kid-as-query": kidAsQuery, ...otherKeys } = OTHER_KEYS;
const { "another-rsa-key": anotherKey, "another-algorithm": anotherAlgorithm } = otherKeys;

const bad = badTokens(face, "at-me", { refused: REFUSED, malformed: REFUSED });

/** A bad token, asked for with HEAD. */
const byHead = (spoil: (good: string) => string) =>
  check({
    act: async ({ app }) => {
      const { accessToken } = await app.signIn();
      const request = withMethod("HEAD");
      const attempt = await app.me({ accessToken: spoil(accessToken) }, { request });
      return { control: await app.me({ accessToken }), attempt };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areRefused(attempt),
  });

/** Checks of tokens that the client app has not signed, with no refresh token beside them. */
export const forgeries = {
  "pattmayne.app-needs-a-jwt": {
    "no-token": bad["no-token"],
    "empty-token": bad["empty-token"],
    "garbage-token": bad["garbage-token"],
    "the-word-null": bad["the-word-null"],
    "the-word-undefined": bad["the-word-undefined"],
    "user-name-as-token": bad["user-name-as-token"],
    "shorter-token": bad["shorter-token"],
    "one-character-less": bad["one-character-less"],
    "random-token": bad["random-token"],
    ...forged.refusing({ "one-segment": one }),
    "asked-for-its-head": byHead(() => "garbage"),
  },
  "pattmayne.app-tampered-jwt-is-refused": {
    ...forged.refusing({
      ...TAMPERED,
      "header-of-another-type": otherHeader,
      "huge-header": hugeHeader,
      "no-alg": noAlg,
      "four-segments": four,
      "five-segments": five,
    }),
    "longer-token": bad["longer-token"],
    "asked-for-its-head": byHead((good) => altered(good)),
  },
  "pattmayne.app-unsigned-jwt-is-refused": forged.refusing({ ...unsigned, "two-segments": two }),
  "pattmayne.app-foreign-secret-is-refused": {
    ...otherSecrets,
    ...forged.refusing({ "another-rsa-key": anotherKey, "another-algorithm": anotherAlgorithm }),
  },
  "pattmayne.app-header-selects-no-key": forged.refusing({
    ...KEYS_IN_THE_HEADER,
    "kid-of-another-type": kid,
    "kid-as-path": kidAsPath,
    "kid-as-query": kidAsQuery,
  }),
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
