import { complete, together } from "../catalogue.ts";
import type { AuthSession } from "./client.ts";
import { clientsAtLogin } from "./clients-at-login.ts";
import { clientsAtTheBack } from "./clients-at-the-back.ts";
import { codesAndExchanges } from "./codes-and-exchanges.ts";
import { common } from "./common.ts";
import { commonExpiries } from "./common-expiries.ts";
import { cookies } from "./cookies.ts";
import { endsOfSessions } from "./ends-of-sessions.ts";
import { failedLogins } from "./failed-logins.ts";
import { forgeries } from "./forgeries.ts";
import { forwardedAddresses } from "./forwarded.ts";
import { guessers } from "./guessers.ts";
import { jwts } from "./jwt.ts";
import { knownUsers } from "./known-users.ts";
import { logins } from "./login.ts";
import { loginsElsewhere } from "./login-elsewhere.ts";
import { mailedTokens } from "./mail.ts";
import { operators } from "./operator.ts";
import { operatorAccess } from "./operator-access.ts";
import { ownCircumstances } from "./own-circumstances.ts";
import { parallelRegistrations } from "./parallel-registrations.ts";
import { passwords } from "./passwords.ts";
import { presentedCookies } from "./presented-cookies.ts";
import { redirectParameters } from "./redirect-parameters.ts";
import { redirects } from "./redirects.ts";
import { redirectsElsewhere } from "./redirects-elsewhere.ts";
import { refusedClients } from "./refused-clients.ts";
import { refusedRenewals } from "./refused-renewals.ts";
import { registrations } from "./registration.ts";
import { renewals } from "./renewal.ts";
import { shape } from "./shape.ts";
import { suspensions } from "./suspension.ts";
import { suspensionAnswers } from "./suspension-answers.ts";
import { sparedBySuspensions } from "./suspension-spares.ts";
import { takenNames } from "./taken-names.ts";
import { uncacheable } from "./uncacheable.ts";
import { unknownClients } from "./unknown-clients.ts";
import { verifiedEmails } from "./verified-emails.ts";
import { wrongCredentials } from "./wrong-credentials.ts";

const own = {
  ...shape,
  ...uncacheable,
  ...logins,
  ...wrongCredentials,
  ...presentedCookies,
  ...loginsElsewhere,
  ...clientsAtLogin,
  ...commonExpiries,
  ...unknownClients,
  ...redirects,
  ...redirectsElsewhere,
  ...redirectParameters,
  ...registrations,
  ...takenNames,
  ...knownUsers,
  ...parallelRegistrations,
  ...passwords,
  ...verifiedEmails,
  ...mailedTokens,
  ...jwts,
  ...renewals,
  ...refusedRenewals,
  ...failedLogins,
  ...suspensions,
  ...sparedBySuspensions,
  ...suspensionAnswers,
  ...forwardedAddresses,
  ...guessers,
  ...operators,
  ...operatorAccess,
  ...refusedClients,
  ...cookies,
  ...forgeries,
};

/** The checks of an auth app. */
export const catalogue = complete<"pattmayne", AuthSession, "auth-app">()(
  together(
    together(together(common, own), together(codesAndExchanges, clientsAtTheBack)),
    together(endsOfSessions, ownCircumstances),
  ),
);
