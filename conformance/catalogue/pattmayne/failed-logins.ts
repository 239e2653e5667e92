import { checkFor, type Need } from "../../model/check.ts";
import type { Catalogue } from "../catalogue.ts";
import { releasedTogether } from "../common/parallel.ts";
import { loginFrom, registerFrom, rightPassword } from "./asking-from.ts";
import type { AuthSession } from "./client.ts";
import { atAClient, byEmail, inDisguise, unknownEmail, unknownUser } from "./guesses.ts";
import { newVerified } from "./known-users.ts";
import { succeed } from "./outcomes.ts";
import { areKeptOut, declaredLimit, type Guess, needs, suspended, wrongPassword } from "./suspending.ts";
import { inTime } from "./suspension-time.ts";

const check = checkFor<AuthSession>();

/** Guesses from an address, and then the right password of the user. */
const suspends = (guess: Guess, more: readonly Need[] = []) =>
  check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { pm } = session;
      const [user, address] = [await pm.lend(), pm.newAddress()];
      const answers = await suspended(session, user.account, address, guess);
      const attempt = await rightPassword(session, user.account, address);
      inTime(session, answers, attempt);
      pm.leave(user);
      return { control: user.from, attempt };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => areKeptOut(attempt),
  });

/** Checks of what an address is suspended for. */
export const failedLogins = {
  "pattmayne.failed-logins-suspend-the-address": {
    "wrong-password": suspends(wrongPassword),
    "unknown-user": suspends(unknownUser),
    "unknown-email": suspends(unknownEmail),
    "wrong-password-for-an-email": suspends(byEmail),
    "wrong-password-at-a-client": suspends(atAClient, ["client"]),
    "several-users": suspends((session, user, address, time) =>
      (time % 2 === 0 ? wrongPassword : unknownUser)(session, user, address, time),
    ),
    "another-browser-each-time": suspends(inDisguise),
    "wrong-passwords-at-once": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const [user, address] = [await pm.lend(), pm.newAddress()];
        const { username, password } = user.account;
        const answers = await releasedTogether(session, declaredLimit(session) + 1, 0, (index, variation) =>
          loginFrom(session, address, { username, password: `not ${password}${index}` }, variation),
        );
        const attempt = await rightPassword(session, user.account, address);
        inTime(session, answers, attempt);
        pm.leave(user);
        return { control: user.from, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areKeptOut(attempt),
    }),
  },
  "pattmayne.refused-registration-counts-as-a-failed-login": {
    "taken-email": check({
      needs: [...needs, "registration", "mailbox"],
      act: async (session) => {
        const { pm } = session;
        const [user, address] = [await newVerified(session), pm.newAddress()];
        const answers = await suspended(session, user.account, address, (_, { email = "" }) =>
          registerFrom(session, address, { ...pm.newAccount(), email }),
        );
        const attempt = await rightPassword(session, user.account, address);
        inTime(session, answers, attempt);
        return { control: user.from, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areKeptOut(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
