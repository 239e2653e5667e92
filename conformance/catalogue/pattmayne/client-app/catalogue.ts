import { complete } from "../../catalogue.ts";
import { atHome } from "./at-home.ts";
import type { AppSession } from "./client.ts";
import { common } from "./common.ts";
import { cookies } from "./cookies.ts";
import { foreignPages } from "./foreign-pages.ts";
import { forgeries } from "./forgeries.ts";
import { jwts } from "./jwt.ts";
import { logins } from "./login.ts";
import { logouts } from "./logout.ts";
import { logoutEnds } from "./logout-ends.ts";
import { logoutRefusals } from "./logout-refusals.ts";
import { renewals } from "./renewal.ts";
import { repeats } from "./repeats.ts";
import { secrets } from "./secrets.ts";
import { tokensInQueries } from "./token-in-the-query.ts";
import { cookiesOfTwo } from "./two-users.ts";

/** The checks of a client app. */
export const catalogue = complete<"pattmayne", AppSession, "client-app">()({
  ...logins,
  ...cookies,
  ...cookiesOfTwo,
  ...foreignPages,
  ...tokensInQueries,
  ...jwts,
  ...repeats,
  ...forgeries,
  ...atHome,
  ...renewals,
  ...logouts,
  ...logoutEnds,
  ...logoutRefusals,
  ...secrets,
  ...common,
});
