import { type goodOf, underHeader } from "../../../kit/jwt/forgery.ts";
import { compact, part } from "../../../kit/jwt/jws.ts";
import { altered } from "../../../kit/tokens.ts";
import { checkFor } from "../../../model/check.ts";
import type { Catalogue } from "../../catalogue.ts";
import { succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";
import { readable } from "./readable.ts";
import { isNotRenewed } from "./renewing.ts";

const check = checkFor<AppSession>();
const A_MINUTE = 60;

type Good = ReturnType<typeof goodOf>;

/** An expired token that the app has not signed, made from a good one, beside the refresh token of its user. */
const isRefused = (forge: (good: Good, expired: object, session: AppSession) => string) =>
  check({
    needs: ["short-access-lifetime"],
    act: async (session) => {
      const { app, derived, targetNow } = session;
      const user = await app.stale();
      const { accessToken, refreshToken } = user;
      const good = readable({ accessToken });
      const exp = Math.floor(targetNow() / 1000) - A_MINUTE;
      const forged = forge(good, { ...good.claims, exp }, session);
      derived(accessToken, forged, "forged");
      const attempt = await app.me({ accessToken: forged, refreshToken });
      return { from: user.from, attempt, control: await app.me(user) };
    },
    control: ({ control }) => succeed(control),
    judge: ({ from, attempt }) => isNotRenewed(attempt, from),
  });

/** Checks of expired tokens that a client app has not signed, beside a refresh token that is good. */
export const forgedRenewals = {
  "pattmayne.app-forged-jwt-is-never-renewed": {
    "altered-signature-beside-its-refresh-token": isRefused(({ header, payload, signature }) =>
      compact({ header, payload, signature: altered(signature, "start") }),
    ),
    "expiry-moved-beside-its-refresh-token": isRefused(({ header, signature }, expired) =>
      compact({ header, payload: part(expired), signature }),
    ),
    "alg-none-beside-a-refresh-token": isRefused(
      ({ headers }, expired) => `${part({ ...headers, alg: "none" })}.${part(expired)}.`,
    ),
    "alg-none-with-a-signature-beside-a-refresh-token": isRefused(({ headers, signature }, expired) =>
      compact({ header: part({ ...headers, alg: "none" }), payload: part(expired), signature }),
    ),
    "secret-of-another-client-beside-a-refresh-token": isRefused((good, expired, { newSecret }) => {
      const secret = Buffer.from(newSecret("clientSecret", 43));
      return underHeader({ ...good, payload: part(expired) }, { ...good.headers, alg: "HS256" }, "HS256", secret);
    }),
    "emptied-signature-beside-a-refresh-token": isRefused(({ header }, expired) => `${header}.${part(expired)}.`),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
