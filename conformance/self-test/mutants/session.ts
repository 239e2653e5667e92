import type { sessionFaults } from "../../faults/session.ts";
import { ACCOUNTS } from "../accounts.ts";
import type { Mutant } from "./broken.ts";
import { commonMutants } from "./common.ts";
import { opaqueTokens, repetitive, tokenInBody } from "./opaque-tokens.ts";
import { access } from "./session-access.ts";
import { cookies } from "./session-cookies.ts";
import { lifetimes } from "./session-lifetimes.ts";
import { login } from "./session-login.ts";
import { logouts } from "./session-logout.ts";
import { LOGIN, renamed, SESSION } from "./session-parts.ts";
import { refreshes } from "./session-refresh.ts";
import { reuses } from "./session-reuse.ts";
import { sites } from "./session-sites.ts";

/** Some of the session flow's broken servers, each under the name of its fault. */
export type SessionMutants = Partial<Record<keyof typeof sessionFaults, Mutant>>;

const common = commonMutants({
  login: LOGIN,
  whoAmI: SESSION,
  failure: { status: 401, body: { error: "invalid_credentials" } },
  userMember: "username",
  accounts: ACCOUNTS,
  tokenIn: tokenInBody,
  repetitive: () => repetitive(renamed),
});

/** Every broken server, joined to its fault by name: one that is missing, or has no fault, does not compile. */
export const sessionMutants = {
  ...common,
  ...opaqueTokens(renamed),
  ...login,
  ...lifetimes,
  ...access,
  ...refreshes,
  ...reuses,
  ...logouts,
  ...cookies,
  ...sites,
} satisfies Record<keyof typeof sessionFaults, Mutant>;
