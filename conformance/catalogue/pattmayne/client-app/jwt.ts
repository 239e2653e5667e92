import { TAMPERED } from "../../../kit/jwt/tampered.ts";
import { checkFor } from "../../../model/check.ts";
import type { Catalogue } from "../../catalogue.ts";
import { forgeryChecks } from "../../common/forgeries.ts";
import { REFUSED, succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { byStep, expectNothingAsked } from "./expectations.ts";
import { face } from "./face.ts";

const check = checkFor<AppSession>();

/** Checks of forged tokens where the user is asked for, with no refresh token beside them. */
export const forged = forgeryChecks(face, "at-me", {
  refused: REFUSED,
  another: async ({ app }) => (await app.signIn()).accessToken,
});

/** Checks of what a signed token is good for at a client app. */
export const jwts = {
  "pattmayne.app-jwt-is-verified-at-home": {
    "right-after-a-login": check({
      act: async ({ app, auth }) => {
        const { from, accessToken, refreshToken } = await app.signIn();
        const before = auth.asked().length;
        const use = await app.me({ accessToken, refreshToken });
        return { from, use, ...byStep(auth.asked().slice(before)) };
      },
      control: ({ from, use }) => succeed(from, use),
      judge: ({ from: _, use, ...asked }) => expectNothingAsked(use, Object.values(asked)),
    }),
  },
  "pattmayne.app-tampered-jwt-is-refused": forged.refusing(TAMPERED),
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
