import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { loginFrom, registerFrom, rightPassword } from "./asking-from.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { succeed } from "./outcomes.ts";
import { areKeptOut, declaredLimit, guesses, needs, suspended, wrongPassword } from "./suspending.ts";
import { inTime } from "./suspension-time.ts";

const check = checkFor<AuthSession>();

/** Guesses at one user's password, each followed by something that goes well for another. */
const helpsNoGuesser = (
  goWell: (session: AuthSession, own: SignedIn, address: string) => Promise<Exchange>,
  more: readonly Need[] = [],
) =>
  check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { pm } = session;
      const [victim, own, address] = [await pm.lend(), await pm.lend(), pm.newAddress()];
      const between: Exchange[] = [];
      const answers = await suspended(session, victim.account, address, async (_, user, __, time) => {
        const guess = await wrongPassword(session, user, address, time);
        between.push(await goWell(session, own, address));
        return guess;
      });
      const attempt = await rightPassword(session, victim.account, address);
      inTime(session, [...answers, ...between], attempt);
      pm.leave(victim);
      pm.leave(own);
      return { control: victim.from, own: own.from, attempt };
    },
    control: ({ control, own }) => succeed(control, own),
    judge: ({ attempt }) => areKeptOut(attempt),
  });

/** Checks of what guessers do so that their address is not suspended. */
export const guessers = {
  "pattmayne.own-logins-help-no-guesser": {
    "own-logins-between-guesses": helpsNoGuesser((session, { account }, address) =>
      rightPassword(session, account, address),
    ),
    "own-logins-by-cookies-between-guesses": helpsNoGuesser(
      async (session, { accessToken, refreshToken }, address) => {
        const { clientId } = await session.pm.client();
        return loginFrom(session, address, { accessToken, refreshToken, clientId });
      },
      ["client"],
    ),
    "new-accounts-between-guesses": helpsNoGuesser(
      (session, _, address) => registerFrom(session, address, session.pm.newAccount()),
      ["registration"],
    ),
  },
  "pattmayne.success-clears-its-own-share": {
    "right-password": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const [user, address] = [await pm.lend(), pm.newAddress()];
        const fewer = declaredLimit(session) - 1;
        await guesses(session, user.account, address, fewer);
        const control = await rightPassword(session, user.account, address);
        await guesses(session, user.account, address, fewer);
        const attempt = await rightPassword(session, user.account, address);
        pm.leave(user);
        return { from: user.from, control, attempt };
      },
      control: ({ from: login, control }) => succeed(login, control),
      judge: ({ attempt }) => succeed(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
