import { expectThat } from "../../kit/expect.ts";
import { withBody, withHeader } from "../../kit/http.ts";
import { checkFor, type Need } from "../../model/check.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { releasedTogether } from "../common/parallel.ts";
import { type AuthSession, emailOf, passwordOf } from "./client.ts";
import { newVerified } from "./known-users.ts";
import { emailFor, hasStatus } from "./login.ts";
import { succeed } from "./outcomes.ts";
import {
  areKeptOut,
  declaredLimit,
  from,
  type Guess,
  guesses,
  inTime,
  loginFrom,
  needs,
  registerFrom,
  retryAfter,
  rightPassword,
  sharedSuspension,
  suspended,
  wrongPassword,
} from "./suspending.ts";

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

const unknownUser: Guess = (session, { password }, address) =>
  loginFrom(session, address, { username: session.newName(), password });

const unknownEmail: Guess = (session, { password }, address) =>
  loginFrom(session, address, { username: emailOf(session.newName()), password });

const byEmail: Guess = (session, account, address, time) =>
  loginFrom(session, address, { username: emailFor(account), password: `not ${account.password}${time}` });

const atAClient: Guess = async (session, { username, password }, address, time) => {
  const { clientId } = await session.pm.client();
  return loginFrom(session, address, { username, password: `not ${password}${time}`, clientId });
};

/** By another browser each time. */
const inDisguise: Guess = (session, { username, password }, address, time) => {
  const request = withHeader("cookie", `browser=${session.newName()}`);
  return loginFrom(session, address, { username, password: `not ${password}${time}` }, { request });
};

/** What is refused, or served, from an address that is suspended. */
const inASuspension = (
  ask: (
    session: AuthSession,
    user: Awaited<ReturnType<AuthSession["pm"]["lend"]>>,
    address: string,
  ) => Promise<Exchange>,
  judge: (attempt: Exchange) => ReturnType<typeof succeed>,
  more: readonly Need[] = [],
  shows: (
    session: AuthSession,
    user: Parameters<typeof rightPassword>[1],
    address: string,
  ) => Promise<Exchange> = rightPassword,
) =>
  check({
    needs: [...needs, ...more],
    act: async (session) => {
      const { user, address, answers } = await sharedSuspension(session);
      const control = await shows(session, user.account, address);
      const attempt = await ask(session, user, address);
      inTime(session, answers, control, attempt);
      return { from: user.from, control, attempt };
    },
    control: ({ from: login, control }) => [...succeed(login), ...areKeptOut(control)],
    judge: ({ attempt }) => judge(attempt),
  });

/** One guess more, which shows nothing of what becomes of the right password. */
const anotherGuess = (session: AuthSession, user: Parameters<typeof wrongPassword>[1], address: string) =>
  wrongPassword(session, user, address, 0);

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

/** The last number of an address, one further. */
const neighbourOf = (address: string) => address.replace(/\d+$/, (last) => String((Number(last) % 254) + 1));

/** Checks of addresses from which too many logins have failed. */
export const suspensions = {
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
  "pattmayne.suspension-spares-other-addresses": {
    "neighbouring-address": inASuspension(
      (session, { account }, address) => rightPassword(session, account, neighbourOf(address)),
      succeed,
    ),
    "another-address": inASuspension(
      (session, { account }) => rightPassword(session, account, session.pm.newAddress()),
      succeed,
    ),
  },
  "pattmayne.suspension-spares-living-sessions": {
    "at-me": inASuspension(
      async ({ pm, account }, _, address) =>
        pm.me({ accessToken: (await pm.cookies(account)).accessToken }, from(address)),
      succeed,
    ),
    "at-me-from-elsewhere": check({
      needs: [...needs, "registration"],
      act: async (session) => {
        const { pm } = session;
        // Whoever was logged in before may have less time left than a login tells.
        const [user, address] = [await pm.registered(), pm.newAddress()];
        await suspended(session, user.account, address);
        const control = await rightPassword(session, user.account, address);
        const renewal = await pm.refresh(user.refreshToken);
        return {
          from: user.from,
          control,
          renewal,
          attempt: await pm.me({ accessToken: renewal.taken["accessToken"] }),
        };
      },
      control: ({ from: login, control }) => [...succeed(login), ...areKeptOut(control)],
      judge: ({ renewal, attempt }) => succeed(renewal, attempt),
    }),
    "renewal-from-a-suspended-address": inASuspension(
      async ({ pm, account }, _, address) => pm.refresh((await pm.signIn(account)).refreshToken, from(address)),
      succeed,
    ),
    "login-by-cookies": inASuspension(
      async (session, _, address) => {
        const { pm, account } = session;
        const [{ accessToken, refreshToken }, { clientId }] = [await pm.cookies(account), await pm.client()];
        return loginFrom(session, address, { accessToken, refreshToken, clientId });
      },
      succeed,
      ["client"],
    ),
    "back-channel-from-a-suspended-address": inASuspension(
      async ({ pm }, _, address) => {
        // Another check's login at that client would end the token.
        const user = await pm.lend();
        const { client, userId, refreshToken } = await pm.connect(user, await pm.client());
        const answer = await pm.checkRefresh(client, { userId, refreshToken }, from(address));
        pm.leave(user);
        return answer;
      },
      (attempt) => [
        ...succeed(attempt),
        ...expectThat(attempt.taken["isValid"] !== false, attempt.step, "a valid token", "one that is not"),
      ],
      ["client"],
    ),
  },
  "pattmayne.suspension-is-429": {
    "right-password": inASuspension(
      (session, { account }, address) => rightPassword(session, account, address),
      (attempt) => hasStatus(429, attempt),
    ),
    "wrong-password": inASuspension(
      (session, { account }, address) => wrongPassword(session, account, address, 0),
      (attempt) => hasStatus(429, attempt),
    ),
  },
  "pattmayne.suspension-tells-its-end": {
    "right-password": inASuspension(
      (session, { account }, address) => rightPassword(session, account, address),
      (attempt) => {
        const seconds = retryAfter(attempt);
        return expectThat(
          (seconds ?? 0) > 0,
          attempt.step,
          "Retry-After, in seconds or as a date",
          String(seconds ?? "none"),
        );
      },
    ),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
