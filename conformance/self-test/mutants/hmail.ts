import type { hmailFaults } from "../../faults/hmail.ts";
import { ACCOUNTS } from "../accounts.ts";
import type { Mutant } from "./broken.ts";
import { commonMutants } from "./common.ts";
import { accounts } from "./hmail-accounts.ts";
import { authenticate } from "./hmail-authenticate.ts";
import { checkAuth } from "./hmail-check-auth.ts";
import { mailMutants } from "./hmail-mails.ts";
import { renamed } from "./hmail-parts.ts";
import { refreshAccess } from "./hmail-refresh-access.ts";
import { opaqueTokens, repetitive, tokenInBody } from "./opaque-tokens.ts";

/** Some of h-mail's broken servers, each under the name of its fault. */
export type Mutants = Partial<Record<keyof typeof hmailFaults, Mutant>>;

const common = commonMutants({
  login: "/auth/authenticate",
  whoAmI: "/auth/check_auth",
  failure: { status: 200, body: "Failure" },
  userMember: "username",
  accounts: ACCOUNTS,
  tokenIn: tokenInBody,
  repetitive: () => repetitive(renamed),
});

/** Every broken server, joined to its fault by name: one that is missing, or has no fault, does not compile. */
export const hmailMutants = {
  ...common,
  ...opaqueTokens(renamed),
  ...authenticate,
  ...refreshAccess,
  ...checkAuth,
  ...mailMutants,
  ...accounts,
} satisfies Record<keyof typeof hmailFaults, Mutant>;
