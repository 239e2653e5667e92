import { together } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { clientSecrets } from "./client-secrets.ts";
import { clients } from "./clients.ts";
import { clientsAtLogin } from "./clients-at-login.ts";
import { codes } from "./codes.ts";
import { common } from "./common.ts";
import { cookies } from "./cookies.ts";
import { exchanges } from "./exchange.ts";
import { forgeries } from "./forgeries.ts";
import { guessers } from "./guessers.ts";
import { jwts } from "./jwt.ts";
import { knownUsers } from "./known-users.ts";
import { logins } from "./login.ts";
import { loginsElsewhere } from "./login-elsewhere.ts";
import { logouts } from "./logout.ts";
import { logoutsAtAClient } from "./logout-at-a-client.ts";
import { logoutRaces } from "./logout-races.ts";
import { mailedTokens } from "./mail.ts";
import { operators } from "./operator.ts";
import { ownCircumstances } from "./own-circumstances.ts";
import { parallelRegistrations } from "./parallel-registrations.ts";
import { passwords } from "./passwords.ts";
import { presentedCookies } from "./presented-cookies.ts";
import { redirects } from "./redirects.ts";
import { registrations } from "./registration.ts";
import { renewals } from "./renewal.ts";
import { shape } from "./shape.ts";
import { suspensions } from "./suspension.ts";
import { unfinished } from "./todo.ts";
import { uncacheable } from "./uncacheable.ts";
import { unknownClients } from "./unknown-clients.ts";
import { validity } from "./validity.ts";

const own = {
  ...shape,
  ...uncacheable,
  ...logins,
  ...presentedCookies,
  ...loginsElsewhere,
  ...clientsAtLogin,
  ...unknownClients,
  ...redirects,
  ...registrations,
  ...knownUsers,
  ...parallelRegistrations,
  ...passwords,
  ...mailedTokens,
  ...jwts,
  ...renewals,
  ...codes,
  ...clients,
  ...validity,
  ...exchanges,
  ...logouts,
  ...logoutRaces,
  ...logoutsAtAClient,
  ...suspensions,
  ...guessers,
  ...operators,
  ...clientSecrets,
  ...cookies,
  ...forgeries,
};

/** The checks of an auth app. */
export const catalogue = unfinished<"pattmayne", AuthSession, "auth-app">()(
  together(together(common, own), ownCircumstances),
);
