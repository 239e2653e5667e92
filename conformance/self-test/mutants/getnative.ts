import type { getnativeFaults } from "../../faults/getnative.ts";
import { EMAIL_ACCOUNTS } from "../accounts.ts";
import type { Mutant } from "./broken.ts";
import { commonMutants } from "./common.ts";
import { access } from "./getnative-access.ts";
import { accounts } from "./getnative-accounts.ts";
import { claims } from "./getnative-claims.ts";
import { forgeries } from "./getnative-forgeries.ts";
import { headers } from "./getnative-headers.ts";
import { issued } from "./getnative-issued.ts";
import { lifetimes } from "./getnative-lifetimes.ts";
import { login } from "./getnative-login.ts";
import { ACCOUNT, FIELD, LOGIN } from "./getnative-parts.ts";
import { registrations } from "./getnative-registration.ts";
import { sliding } from "./getnative-sliding.ts";

/** Some of GetNative's broken servers, each under the name of its fault. */
export type GetnativeMutants = Partial<Record<keyof typeof getnativeFaults, Mutant>>;

const common = commonMutants({
  login: LOGIN,
  whoAmI: ACCOUNT,
  failure: { status: 401, body: [{ message: "The email or the password is wrong.", code: "Auth" }] },
  userMember: "email",
  accounts: EMAIL_ACCOUNTS,
  tokenIn: async ({ headers }) => headers.get(FIELD) ?? undefined,
  // Without chance, two tokens of a user and second say the same.
  repetitive: () => ({ env: (env) => ({ ...env, random: { bytes: (size) => Buffer.alloc(size) } }) }),
});

/** Every broken server, joined to its fault by name: one that is missing, or has no fault, does not compile. */
export const getnativeMutants = {
  ...common,
  ...login,
  ...registrations,
  ...issued,
  ...access,
  ...lifetimes,
  ...sliding,
  ...forgeries,
  ...headers,
  ...claims,
  ...accounts,
} satisfies Record<keyof typeof getnativeFaults, Mutant>;
