import type { Forgery } from "../../kit/jwt/forgery.ts";
import { oneByOne } from "../../kit/one-by-one.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import { forge } from "../common/forging.ts";
import type { GetnativeSession } from "./client.ts";
import { areRefused, succeed } from "./outcomes.ts";
import { type Spoiling, spoil } from "./spoiling.ts";

const check = checkFor<GetnativeSession>();

const NEEDS = {
  changePassword: ["password-change", "disposable-account"],
  deleteAccount: ["deletion", "disposable-account"],
} as const;

/** Of a row with many tokens, as many are sent: those of one kind are all refused where the account is asked for. */
const MOST = 6;

/**
 * Changes of an account with tokens that are forged, since some servers verify them elsewhere than where the account is
 * asked for: all are refused, and the account is as before. The control is the same with a good token, at last.
 */
function changesNothing(operation: Spoiling, rows: readonly Forgery[]) {
  return check({
    needs: [...NEEDS[operation], ...rows.flatMap(({ needs }) => needs)],
    async act(session): Promise<Evidence & Record<"control" | "login", Exchange>> {
      const { gn } = session;
      const { account, token } = await gn.lend();
      const made = await Promise.all(rows.map((row) => forge(session, row, token)));
      const forged = made.flatMap(({ tokens }) => tokens.slice(0, MOST));
      const attempts = forged.map(
        ({ token: accessToken }) =>
          () =>
            spoil(session, operation, account, { accessToken }),
      );
      const asked = await oneByOne("attempt", attempts);
      const login = await gn.login({ ...account });
      const control = await spoil(session, operation, account, { accessToken: token });
      return { ...asked, login, control };
    },
    // Where a forged token did it, a good one need not be able to do it again.
    control: ({ login, control }) => (login.outcome === "success" ? succeed(control) : []),
    judge: ({ control: _, login, ...attempts }) => [...areRefused(...Object.values(attempts)), ...succeed(login)],
  });
}

/** The same for each operation that changes an account. */
export const atEveryChange = (...rows: readonly Forgery[]) => ({
  "at-a-password-change": changesNothing("changePassword", rows),
  "at-a-deletion": changesNothing("deleteAccount", rows),
});
