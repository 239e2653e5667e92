import { wire } from "@authmark/protocols/pattmayne/wire";
import { type HttpCaller, http as overHttp } from "../../engine/http-caller.ts";
import type { Suite } from "../../engine/suite.ts";
import type { RequirementId } from "../../model/requirement.ts";
import type { Limit } from "../../model/target.ts";
import { catalogue } from "./catalogue.ts";
import { type AuthSession, createAuthClient } from "./client.ts";
import { emailOf } from "./credentials.ts";
import { features } from "./features.ts";
import { observe, observePolicy } from "./observe.ts";
import { asked } from "./statuses.ts";
import { expiriesOf } from "./tokens.ts";

/** Known deviations. */
const dialects = {
  "cookies-not-secure": ["pattmayne.cookies-are-secure"],
} as const satisfies Record<string, readonly RequirementId[]>;

/** How many failed logins an auth app takes that declares nothing else: the suite must not have itself suspended. */
const USUAL_LIMIT: Limit = { count: 10, perMs: 60_000, byAddress: true };
/** The longest password that every auth app takes, and two usual ones. */
const PASSWORD_LENGTHS = [128, 20, 20];

/** The suite of an auth app. */
export const authApp: Suite<HttpCaller, Pick<AuthSession, "pm">> = {
  secretRoles: wire.secrets,
  operations: wire.operations,
  tokenRoles: ["accessToken", "refreshToken"],
  roundedByMs: 1000,
  expiriesOf,
  open(target, means) {
    const { failedLogins = USUAL_LIMIT, ...limits } = target.limits ?? {};
    const declared = { ...limits, failedLogins: { ...failedLogins, byAddress: true as const } };
    return overHttp.open({ ...target, limits: declared }, asked, means);
  },
  extend: (session, caller, target) => ({ pm: createAuthClient(caller, session, target) }),
  passwordLengths: PASSWORD_LENGTHS,
  registration: ({ pm }) => pm.isOffered(),
  emailOf,
  async register({ pm }, account) {
    await pm.registered({ ...account, email: account.email ?? emailOf(account.username) });
  },
  features,
  dialects,
  observe,
  observePolicy,
  catalogue,
};
