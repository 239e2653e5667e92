import type { Catalogue } from "../catalogue.ts";
import { together } from "../catalogue.ts";
import { addresses } from "./addresses.ts";
import type { AngenSession } from "./api.ts";
import { connections } from "./connections.ts";
import { commonCredentials, ownCredentials } from "./credentials.ts";
import { failedLogins } from "./failed-logins.ts";
import { getTokens } from "./get-token.ts";
import { identifiers } from "./identifiers.ts";
import { everyCode, issuedTokens } from "./issued-tokens.ts";
import { tokenLifetimes } from "./lifetimes.ts";
import { logins } from "./login.ts";
import { passwords } from "./password.ts";
import { racedEndings } from "./raced-endings.ts";
import { races } from "./races.ts";
import { registrations } from "./registration.ts";
import { removals } from "./removal.ts";
import { renewals } from "./renewal.ts";
import { renewalEnds } from "./renewal-ends.ts";
import { renewalFailures } from "./renewal-failures.ts";
import { restarts } from "./restarts.ts";
import { revocations } from "./revocation.ts";
import { wrongCredentials } from "./wrong-credentials.ts";

const common = together(together(commonCredentials, ownCredentials), together(issuedTokens, everyCode));
const asked = together(together(getTokens, wrongCredentials), together(identifiers, registrations));
const loggedIn = together(together(logins, failedLogins), together(connections, addresses));
const renewed = together(together(renewals, renewalEnds), together(renewalFailures, tokenLifetimes));
const ended = together(together(revocations, passwords), together(racedEndings, removals));

/** Everything about tokens, the connections that they log in, and the accounts that they are given to. */
export const tokensAndAccounts = together(
  together(together(common, asked), together(loggedIn, renewed)),
  together(ended, together(races, restarts)),
) satisfies Partial<Catalogue<"angen", AngenSession>>;
