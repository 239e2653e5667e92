import type { Catalogue } from "../catalogue.ts";
import { releasedTogether } from "../common/parallel.ts";
import { registerFrom } from "./asking-from.ts";
import type { AuthSession } from "./client.ts";
import { atAClient, byEmail, inDisguise, unknownEmail, unknownUser } from "./guesses.ts";
import { newVerified } from "./known-users.ts";
import { declaredLimit, type Guess, wrongPassword } from "./suspending.ts";
import { guessing, suspends } from "./suspends.ts";

const inTurns: Guess = (session, user, address, time) =>
  (time % 2 === 0 ? wrongPassword : unknownUser)(session, user, address, time);

/** A new account under the email of a user. */
const takenEmail: Guess = (session, { email = "" }, address) =>
  registerFrom(session, address, { ...session.pm.newAccount(), email });

/** Checks of what an address is suspended for. */
export const failedLogins = {
  "pattmayne.failed-logins-suspend-the-address": {
    "wrong-password": suspends(guessing(wrongPassword)),
    "unknown-user": suspends(guessing(unknownUser)),
    "unknown-email": suspends(guessing(unknownEmail)),
    "wrong-password-for-an-email": suspends(guessing(byEmail)),
    "wrong-password-at-a-client": suspends(guessing(atAClient), ["client"]),
    "several-users": suspends(guessing(inTurns)),
    "another-browser-each-time": suspends(guessing(inDisguise)),
    "wrong-passwords-at-once": suspends((session, user, address) =>
      releasedTogether(session, declaredLimit(session) + 1, 0, (index, variation) =>
        wrongPassword(session, user, address, index, variation),
      ),
    ),
  },
  "pattmayne.refused-registration-counts-as-a-failed-login": {
    "taken-email": suspends(guessing(takenEmail), ["registration", "mailbox"], newVerified),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
