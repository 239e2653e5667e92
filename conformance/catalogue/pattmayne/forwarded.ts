import { withHeader } from "../../kit/http.ts";
import { checkFor } from "../../model/check.ts";
import type { HttpRequest } from "../../model/exchange.ts";
import type { Catalogue } from "../catalogue.ts";
import { rightPassword } from "./asking-from.ts";
import type { AuthSession } from "./client.ts";
import { succeed } from "./outcomes.ts";
import { areKeptOut, declaredLimit, type Guess, guesses, needs, suspended, wrongPassword } from "./suspending.ts";
import { guessing, suspends } from "./suspends.ts";
import { inTime } from "./suspension-time.ts";

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

/** A wrong password of one user, for another address each time. */
const forwarded: Guess = (session, user, address, time) =>
  wrongPassword(session, user, address, time, { request: forwardedFor(session.pm.newAddress()) });

/** Checks of addresses that a request only says it comes from. */
export const forwardedAddresses = {
  "pattmayne.forwarded-addresses-are-not-trusted": {
    "forwarded-for-another-each-time": suspends(guessing(forwarded)),
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
        const request = forwardedFor(victim);
        await guesses(session, user.account, address, declaredLimit(session) + 1, (_, account, __, time) =>
          wrongPassword(session, account, address, time, { request }),
        );
        const attempt = await rightPassword(session, user.account, victim);
        pm.leave(user);
        return { control: user.from, attempt };
      },
      control: ({ control }) => succeed(control),
      judge: ({ attempt }) => succeed(attempt),
    }),
  },
} as const satisfies Partial<Catalogue<"pattmayne", AuthSession, "auth-app">>;
