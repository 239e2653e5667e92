import { withHeader } from "../../kit/http.ts";
import { checkFor, type Need } from "../../model/check.ts";
import type { Exchange, HttpRequest } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import type { AuthSession, SignedIn } from "./client.ts";
import { succeed } from "./outcomes.ts";
import {
  areKeptOut,
  declaredLimit,
  guesses,
  inTime,
  loginFrom,
  needs,
  registerFrom,
  rightPassword,
  suspended,
  wrongPassword,
} from "./suspending.ts";

const check = checkFor<AuthSession>();

/** Fields by which proxies say for whom they ask. */
const FORWARDED = [
  "x-forwarded-for",
  "x-real-ip",
  "x-client-ip",
  "true-client-ip",
  "cf-connecting-ip",
  "x-originating-ip",
  "x-cluster-client-ip",
  "client-ip",
  "x-remote-addr",
];

/** The request as a proxy would send it that asks for somebody at an address. */
function forwardedFor(address: string) {
  return (plain: HttpRequest): HttpRequest =>
    FORWARDED.reduce(
      (request, name) => withHeader(name, address)(request),
      withHeader("forwarded", `for=${address}`)(plain),
    );
}

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

/** Checks of what guessers do so that their address is not suspended, or another one is. */
export const guessers = {
  "pattmayne.forwarded-addresses-are-not-trusted": {
    "forwarded-for-another-each-time": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const [user, address] = [await pm.lend(), pm.newAddress()];
        const { username, password } = user.account;
        const answers = await suspended(session, user.account, address, (_, __, ___, time) =>
          loginFrom(
            session,
            address,
            { username, password: `not ${password}${time}` },
            { request: forwardedFor(pm.newAddress()) },
          ),
        );
        const attempt = await rightPassword(session, user.account, address);
        inTime(session, answers, attempt);
        pm.leave(user);
        return { control: user.from, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => areKeptOut(attempt),
    }),
    "forwarded-for-another-in-a-suspension": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const [user, address] = [await pm.lend(), pm.newAddress()];
        const answers = await suspended(session, user.account, address);
        const control = await rightPassword(session, user.account, address);
        const request = forwardedFor(pm.newAddress());
        const attempt = await rightPassword(session, user.account, address, { request });
        inTime(session, answers, control, attempt);
        pm.leave(user);
        return { from: user.from, control, attempt };
      },
      control: ({ from: login, control }) => [...succeed(login), ...areKeptOut(control)],
      judge: ({ attempt }) => areKeptOut(attempt),
    }),
    "forwarded-for-a-victim": check({
      needs,
      act: async (session) => {
        const { pm } = session;
        const [user, address, victim] = [await pm.lend(), pm.newAddress(), pm.newAddress()];
        const { username, password } = user.account;
        const request = forwardedFor(victim);
        await guesses(session, user.account, address, declaredLimit(session) + 1, (_, __, ___, time) =>
          loginFrom(session, address, { username, password: `not ${password}${time}` }, { request }),
        );
        const attempt = await rightPassword(session, user.account, victim);
        pm.leave(user);
        return { control: user.from, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => succeed(attempt),
    }),
  },
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
