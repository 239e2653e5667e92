import { describe, expecting, expectSame, expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Finding } from "../../model/verdict.ts";
import type { HmailSession } from "./client.ts";

const check = checkFor<HmailSession>();

/** What every check needs that makes an account. */
export const needs = ["registration", "affordable-registration"] as const;

/** An account made with everything in order, which checks share: the control of those that spoil something. */
export function rightCreation({ hmail, shared }: HmailSession): Promise<Exchange> {
  return shared("creation", () => hmail.register(hmail.newAccount()));
}

/** Finds fault with an account that was made, or that can be used. */
export function isNotMade(...attempts: readonly Exchange[]): readonly Finding[] {
  return attempts.flatMap((attempt) =>
    expectThat(attempt.outcome !== "success", attempt.step, "no account", describe(attempt)),
  );
}

/** An account that is asked for with something wrong about it: it is not made, and nobody can log in to it. */
export function isRefused(ask: (session: HmailSession, account: Account) => Promise<Exchange>, change = asItIs) {
  return check({
    needs,
    act: async (session) => {
      const account = change(session.hmail.newAccount());
      return {
        control: await rightCreation(session),
        attempt: await ask(session, account),
        login: await session.hmail.authenticate({ ...account }),
      };
    },
    control: ({ control }) => expecting(control, "success"),
    judge: ({ attempt, login }) => isNotMade(attempt, login),
  });
}

/** An account that is made under its name, which is then a user's. */
export function isMade(change: (account: Account) => Account) {
  return check({
    needs,
    act: async ({ hmail }) => {
      const account = change(hmail.newAccount());
      const creation = await hmail.register(account);
      const login = await hmail.authenticate({ ...account });
      const trade = await hmail.refreshAccess(login.taken["refreshToken"]);
      return { creation, login, who: await hmail.checkAuth(trade.taken["accessToken"]) };
    },
    judge: ({ creation, login, who }) => [
      ...expecting(creation, "success"),
      ...expecting(login, "success"),
      ...expectSame(who, "username", login.sent["username"]),
    ],
  });
}

/** Finds fault where more than one of the exchanges of a name succeeded. */
export function onceAtMost(evidence: Evidence, name: string): readonly Finding[] {
  const all = Object.values(evidence).filter(({ step }) => step.startsWith(`${name} `));
  const successes = all.filter(({ outcome }) => outcome === "success");
  const at = successes.map(({ step }) => step).join(", ");
  return expectThat(
    successes.length <= 1,
    at,
    `at most one of ${all.length} to succeed`,
    `${successes.length} of them`,
  );
}

export const asItIs = (account: Account): Account => account;
