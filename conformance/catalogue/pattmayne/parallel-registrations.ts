import { expectThat } from "../../kit/expect.ts";
import { checkFor } from "../../model/check.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { Catalogue } from "../catalogue.ts";
import { numbered, releasedTogether } from "../common/parallel.ts";
import { namesOfTries, raced } from "../common/raced.ts";
import type { AuthSession } from "./client.ts";
import { passwordOf } from "./credentials.ts";
import { succeed } from "./outcomes.ts";
import type { NewAccount } from "./registration.ts";

const check = checkFor<AuthSession>();

/** How often a race is run at least, and at most; and among how many. */
const TRIES = [3, 6] as const;
const RIVALS = [2, 4, 3];

/**
 * Finds fault where more than one registration succeeded of what there can be only once, or more than one password logs
 * in, or where who was told to have the account does not get in.
 */
export function haveOneWinner(evidence: Evidence, name: string): readonly Finding[] {
  const successes = (what: string) =>
    Object.values(evidence).filter(
      ({ step, outcome }) => step.startsWith(`${name}, ${what} `) && outcome === "success",
    );
  const winners = successes("creation");
  const doubles = [winners, successes("login")].flatMap((all) => {
    const at = all.map(({ step }) => step).join(", ");
    return expectThat(all.length <= 1, at, "at most one to succeed", `${all.length} of them`);
  });
  const losses = winners.flatMap(({ step }) => {
    const login = evidence[step.replace(", creation ", ", login ")];
    const fine = login === undefined || login.outcome === "success";
    return expectThat(fine, step, "a password that logs in", "one that does not");
  });
  return [...doubles, ...losses];
}

/** New accounts at once that share what only one can have. */
const race = (share: (first: NewAccount, other: NewAccount) => NewAccount, shared: "username" | "email") =>
  check({
    needs: ["registration"],
    exclusive: true,
    act: async (session): Promise<Evidence & { control: Exchange }> => {
      const { pm } = session;
      const control = await pm.register(pm.newAccount());
      const tried = async (name: string, index: number): Promise<Evidence> => {
        const first = pm.newAccount();
        const rivals = Array.from({ length: RIVALS[index % RIVALS.length] ?? 2 }, () => share(first, pm.newAccount()));
        const creations = await releasedTogether(session, rivals.length, 0, (rival, variation) =>
          pm.register(rivals[rival] ?? {}, variation),
        );
        // Once shows whether what is said is what is done.
        const logins: Exchange[] = [];
        for (const rival of index === 0 ? rivals : []) {
          logins.push(await pm.login({ ...passwordOf(rival), username: rival[shared] }));
        }
        return { ...numbered(`${name}, creation`, creations), ...numbered(`${name}, login`, logins) };
      };
      return { ...(await raced(session, TRIES, tried, haveOneWinner)), control };
    },
    control: ({ control }) => succeed(control),
    judge: (evidence) => namesOfTries(TRIES[1]).flatMap((name) => haveOneWinner(evidence, name)),
  });

/** Checks of registrations that come at the same time. */
export const parallelRegistrations = {
  "pattmayne.parallel-registrations-have-one-winner": {
    "several-at-once": race(({ username }, other) => ({ ...other, username }), "username"),
    "several-of-one-email-at-once": race(({ email }, other) => ({ ...other, email }), "email"),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
