import { unfinished } from "../todo.ts";
import type { AppSession } from "./client.ts";
import { common } from "./common.ts";
import { cookies } from "./cookies.ts";
import { jwts } from "./jwt.ts";
import { logins } from "./login.ts";
import { logouts } from "./logout.ts";
import { renewals } from "./renewal.ts";
import { secrets } from "./secrets.ts";

/** The checks of a client app. */
export const catalogue = unfinished<"pattmayne", AppSession, "client-app">()({
  ...logins,
  ...cookies,
  ...jwts,
  ...renewals,
  ...logouts,
  ...secrets,
  ...common,
});
