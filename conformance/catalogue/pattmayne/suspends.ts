import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import { rightPassword } from "./asking-from.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { succeed } from "./outcomes.ts";
import { areKeptOut, type Guess, needs, suspended } from "./suspending.ts";
import { inTime } from "./suspension-time.ts";

const check = checkFor<AuthSession>();

/** How an address comes to be suspended; what it is answered meanwhile. */
export type Failing = (session: AuthSession, user: Account, address: string) => Promise<readonly Exchange[]>;

/** One guess after the other. */
export const guessing =
  (guess: Guess): Failing =>
  (session, user, address) =>
    suspended(session, user, address, guess);

/** Failures from an address, and then the right password of a user: of one whom another check may have, or another one. */
export const suspends = (
  fail: Failing,
  more: readonly Need[] = [],
  whom: (session: AuthSession) => Promise<SignedIn> = ({ pm }) => pm.lend(),
) =>
  check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { pm } = session;
      const [user, address] = [await whom(session), pm.newAddress()];
      const answers = await fail(session, user.account, address);
      const attempt = await rightPassword(session, user.account, address);
      inTime(session, answers, attempt);
      pm.leave(user);
      return { control: user.from, attempt };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areKeptOut(attempt),
  });
