import type { Client } from "../../model/apps.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { addedElsewhere } from "./added-elsewhere.ts";
import type { AuthSession } from "./client.ts";
import { succeed } from "./outcomes.ts";
import { byCookies, byPassword, goHome, type Way } from "./redirecting.ts";

const check = checkFor<AuthSession>();

/** Logins at clients, each by the name of the URI that is registered there. */
const goesHome = (ways: readonly Way[], at: (session: AuthSession) => Promise<readonly Client[]>, need: Need) =>
  check({
    needs: [need],
    act: async (session): Promise<Evidence & { control: Exchange }> => {
      const control = await session.pm.sharedLogin(session.account);
      const logins: Record<string, Exchange> = {};
      for (const client of await at(session)) {
        for (const way of ways)
          logins[`${Object.keys(logins).length} ${client.redirectUri}`] = await way(session, client);
      }
      return { ...logins, control };
    },
    control: ({ control }) => succeed(control),
    judge: ({ control: _, ...logins }) => [...succeed(...Object.values(logins)), ...goHome(logins)],
  });

/** Checks of where a login at another client sends the browser. */
export const redirects = {
  "pattmayne.redirect-goes-to-the-registered-uri": {
    "login-at-a-client": goesHome([byPassword, byCookies], async ({ pm }) => [await pm.client()], "client"),
    "two-clients": goesHome(
      [byCookies],
      async ({ pm }) => [await pm.otherClient(), await pm.client(), await pm.otherClient()],
      "second-client",
    ),
    ...addedElsewhere,
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
