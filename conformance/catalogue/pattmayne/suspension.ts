import { withBody } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { loginFrom, rightPassword } from "./asking-from.ts";
import type { AuthSession } from "./client.ts";
import { emailFor, passwordOf } from "./credentials.ts";
import { unknownUser } from "./guesses.ts";
import { anotherGuess, inASuspension } from "./in-a-suspension.ts";
import { succeed } from "./outcomes.ts";
import { areKeptOut, declaredLimit, type Guess, guesses, needs, suspended, wrongPassword } from "./suspending.ts";
import { retryAfter } from "./suspension-time.ts";

const check = checkFor<AuthSession>();

/** Fewer failures than the target takes, and then the right password. */
const suspendsNobody = (guess: Guess, timesOf: (limit: number) => number = (limit) => limit - 1) =>
  check({
    needs,
    act: async (session) => {
      const { pm } = session;
      const [user, address] = [await pm.lend(), pm.newAddress()];
      await guesses(session, user.account, address, timesOf(declaredLimit(session)), guess);
      const attempt = await rightPassword(session, user.account, address);
      pm.leave(user);
      return { control: user.from, attempt };
    },
    control: ({ control }) => succeed(control),
    judge: ({ attempt }) => succeed(attempt),
  });

/** How many seconds of a suspension are left, as an answer or else the target file says. */
function lastsFrom({ pm }: AuthSession, answer: Exchange): number {
  const seconds = retryAfter(answer) ?? (pm.suspensionMs === undefined ? undefined : pm.suspensionMs / 1000);
  if (seconds !== undefined) return seconds;
  throw new CannotTest("nothing says when a suspension ends: Retry-After, or limits.suspension in the target file");
}

/** A suspension is waited out, with something in between. */
const ends = (meanwhile: (session: AuthSession, address: string, seconds: number) => Promise<unknown>) =>
  check({
    needs,
    act: async (session) => {
      const { pm } = session;
      const [user, address] = [await pm.lend(), pm.newAddress()];
      await suspended(session, user.account, address);
      const control = await rightPassword(session, user.account, address);
      const seconds = lastsFrom(session, control);
      await meanwhile(session, address, seconds);
      await session.until(session.expiryOf(control, 1000 * seconds));
      const attempt = await rightPassword(session, user.account, address);
      pm.leave(user);
      return { from: user.from, control, attempt };
    },
    control: ({ from: login, control }) => [...succeed(login), ...areKeptOut(control)],
    judge: ({ attempt }) => succeed(attempt),
  });

/** Checks of addresses from which too many logins have failed. */
export const suspensions = {
  "pattmayne.suspension-refuses-the-right-password": {
    "right-password": inASuspension(
      (session, { account }, address) => rightPassword(session, account, address),
      areKeptOut,
      [],
      anotherGuess,
    ),
    "email-for-name": inASuspension(
      (session, { account }, address) =>
        loginFrom(session, address, { username: emailFor(account), password: account.password }),
      areKeptOut,
      [],
      anotherGuess,
    ),
    "login-at-a-client": inASuspension(
      async (session, { account }, address) =>
        loginFrom(session, address, { ...passwordOf(account), clientId: (await session.pm.client()).clientId }),
      areKeptOut,
      ["client"],
      anotherGuess,
    ),
    "another-users-password": inASuspension(
      (session, _, address) => rightPassword(session, session.account, address),
      areKeptOut,
      [],
      anotherGuess,
    ),
  },
  "pattmayne.failures-below-the-limit-suspend-nobody": {
    "wrong-password": suspendsNobody(wrongPassword),
    "unknown-user": suspendsNobody(unknownUser),
    "truncated-json": suspendsNobody(
      (session, account, address) =>
        loginFrom(session, address, passwordOf(account), { request: withBody('{"username_or_e') }),
      (limit) => limit + 1,
    ),
    "right-password": suspendsNobody(
      (session, user, address) => rightPassword(session, user, address),
      (limit) => limit + 1,
    ),
  },
  "pattmayne.suspension-ends": {
    "waited-out": ends(async () => {}),
    "right-password-meanwhile": ends(async (session, address, seconds) => {
      const { account } = session;
      await session.until(session.targetNow(), 400 * seconds);
      return rightPassword(session, account, address);
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
