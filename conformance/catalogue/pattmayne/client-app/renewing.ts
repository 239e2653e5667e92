import { checkFor } from "../../../model/check.ts";
import type { Catalogue } from "../../catalogue.ts";
import { areRefused, succeed } from "../outcomes.ts";
import type { AppSession } from "./client.ts";

const check = checkFor<AppSession>();

/** Checks of how a client app renews its signed tokens. */
export const renewals = {
  "pattmayne.app-ended-session-is-not-renewed": {
    "after-a-logout-elsewhere": check({
      needs: ["short-access-lifetime"],
      act: async ({ app, auth, until }) => {
        const [ended, living] = [await app.signIn(), await app.signIn()];
        auth.logOut(ended.user);
        await until(Math.max(app.expiryOf(ended.from), app.expiryOf(living.from)));
        return { control: await app.me(living), attempt: await app.me(ended) };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areRefused(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AppSession, "client-app">>;
