import type { Variation } from "../../engine/http-caller.ts";
import { checkFor } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { GetnativeSession } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { tokenOf } from "./tokens.ts";

const check = checkFor<GetnativeSession>();

/** What changes an account for good. */
export type Spoiling = "changePassword" | "deleteAccount";

const NEEDS = {
  changePassword: ["password-change", "disposable-account"],
  deleteAccount: ["deletion", "disposable-account"],
} as const;

/** What such a request is sent with. */
export interface Spoilt extends Pick<Variation, "request" | "on"> {
  readonly accessToken?: unknown;
}

/** Asks for the password to be changed, or for the account to be deleted, with everything else in order. */
export function spoil(
  { gn, newPassword }: GetnativeSession,
  operation: Spoiling,
  account: Account,
  { accessToken, ...variation }: Spoilt,
): Promise<Exchange> {
  if (operation === "deleteAccount") return gn.deleteAccount(accessToken, account, variation);
  return gn.changePassword(accessToken, { current: account.password, next: newPassword(20) }, variation);
}

/**
 * A change of an account with a token that is no good, or with none: it is refused, and the account is as before. The
 * control is the same with the good token, at last.
 *
 * @param bad makes of a good token what is sent
 * @param meanwhile comes before the bad request
 */
export function doNothingWithout(
  operation: Spoiling,
  bad: (good: string, account: Account, from: Exchange) => Spoilt,
  {
    more = [],
    meanwhile = async () => {},
  }: {
    more?: readonly "short-access-lifetime"[];
    meanwhile?: (session: GetnativeSession, from: Exchange) => Promise<void>;
  } = {},
) {
  return check({
    needs: [...NEEDS[operation], ...more],
    act: async (session) => {
      const { gn } = session;
      const { account, from, token } = await gn.lend();
      await meanwhile(session, from);
      const attempt = await spoil(session, operation, account, bad(token, account, from));
      const login = await gn.login({ ...account });
      const again = tokenOf(login);
      const control = await spoil(session, operation, account, { accessToken: again });
      return { from, attempt, login, control };
    },
    control: ({ from, login, control }) => [...succeed(from), ...(login.outcome === "success" ? succeed(control) : [])],
    judge: ({ attempt, login }) => [...areRefused(attempt), ...succeed(login)],
  });
}

/** The same without a token, on a connection that has just brought a good one. */
export function doNothingOnItsConnection(operation: Spoiling) {
  return check({
    needs: NEEDS[operation],
    act: async (session) => {
      const { gn } = session;
      const { account, token } = await gn.lend();
      const on = gn.http.connect();
      const control = await gn.account(token, { on });
      return {
        control,
        without: await spoil(session, operation, account, { on }),
        garbage: await spoil(session, operation, account, { on, accessToken: "garbage" }),
        login: await gn.login({ ...account }),
      };
    },
    control: ({ control }) => succeed(control),
    judge: ({ without, garbage, login }) => [...areRefused(without, garbage), ...succeed(login)],
  });
}
