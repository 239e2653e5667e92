import type { Variation } from "../../engine/http-caller.ts";
import { expecting } from "../../kit/expect.ts";
import { fields } from "../../kit/http.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Finding } from "../../model/verdict.ts";
import { numbered } from "../common/parallel.ts";
import { type AuthSession, passwordOf, type SignedIn } from "./client.ts";
import { AUTH_SITE, type Login } from "./operations.ts";
import { REFUSED } from "./outcomes.ts";
import type { NewAccount } from "./registration.ts";

/** What checks of suspended addresses need. */
export const needs = ["second-address", "failed-login-limit", "disposable-account"] as const;

/** More failures than this would look like an attack. */
const MOST = 30;

/** How many failed logins a target is declared to take from an address. */
export function declaredLimit({ pm }: AuthSession): number {
  const { count } = pm.failedLogins ?? { count: Number.NaN };
  if (!(count >= 2 && count <= MOST)) throw new CannotTest(`limits.failedLogins is not from 2 to ${MOST}`);
  return count;
}

/** A request from an address that may be suspended. */
export const from = (address: string, more: Variation = {}): Variation => ({
  ...more,
  from: address,
  mayBeLimited: true,
});

/** A login from an address, whatever became of those before it: it is no part of the failures that the suite counts. */
export const loginFrom = ({ pm }: AuthSession, address: string, login: Login, more: Variation = {}) =>
  pm.http.call("login", { clientId: AUTH_SITE, ...login }, from(address, more));

/** A registration from an address in the same way. */
export async function registerFrom({ pm, made }: AuthSession, address: string, account: NewAccount): Promise<Exchange> {
  const answer = await pm.http.call("register", { ...account }, from(address));
  if (answer.outcome === "success") made(account);
  return answer;
}

/** Finds fault with each that was not refused, or not because of a suspension. */
export const areKeptOut = (...exchanges: readonly Exchange[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => expecting(exchange, ...REFUSED, "rateLimited"));

/** Something that fails, as a guesser would do it again and again. */
export type Guess = (session: AuthSession, user: Account, address: string, time: number) => Promise<Exchange>;

/** A wrong password of one user. */
export const wrongPassword: Guess = (session, { username, password }, address, time) =>
  loginFrom(session, address, { username, password: `not ${password}${time}` });

/** So many guesses, one after the other. */
export async function guesses(
  session: AuthSession,
  user: Account,
  address: string,
  times: number,
  guess: Guess = wrongPassword,
): Promise<Evidence> {
  const all: Exchange[] = [];
  for (let time = 0; time < times; time++) all.push(await guess(session, user, address, time));
  return numbered("guess", all);
}

/** The right password, from an address. */
export const rightPassword = (session: AuthSession, user: Account, address: string, more: Variation = {}) =>
  loginFrom(session, address, passwordOf(user), more);

/** Has an address suspended by one guess more than the target takes; what it answered. */
export async function suspended(
  session: AuthSession,
  user: Account,
  address: string,
  guess?: Guess,
): Promise<readonly Exchange[]> {
  const all = Object.values(await guesses(session, user, address, declaredLimit(session) + 1, guess));
  const tookMs = session.now() - (all[0]?.startedAt ?? 0);
  if (tookMs > (session.pm.failedLogins?.perMs ?? 0))
    throw new CannotTest("the target answers too slowly for its limit");
  return all;
}

/**
 * When a suspension ends, as an answer says, in seconds from then on; nothing where it does not say.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.3 RFC 9110 - Retry-After}
 */
export function retryAfter(answer: Exchange): number | undefined {
  const [value = ""] = fields(answer, "retry-after").map((text) => text.trim());
  if (/^\d+$/.test(value)) return Number(value);
  const date = /^[A-Z][a-z]{2},/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.ceil((date - answer.startedAt) / 1000);
}

/**
 * When the first suspension ends that answers tell of, in milliseconds since the epoch, or that is declared to come of
 * them; nothing where nobody says it.
 */
function endOf(answers: readonly Exchange[], declaredMs: number | undefined): number | undefined {
  const ends = answers.flatMap((answer) => {
    const seconds = retryAfter(answer);
    return seconds === undefined ? [] : answer.startedAt + 1000 * seconds;
  });
  if (ends.length > 0) return Math.min(...ends);
  return declaredMs === undefined ? undefined : Math.min(...answers.map(({ startedAt }) => startedAt)) + declaredMs;
}

/**
 * @param answers those that may have told of the suspension
 * @throws CannotTest where what was to be asked in a suspension came when it was over, as the target had said
 */
export function inTime(
  { pm }: Pick<AuthSession, "pm">,
  answers: readonly Exchange[],
  ...attempts: readonly Exchange[]
): void {
  const end = endOf(answers, pm.suspensionMs) ?? Number.POSITIVE_INFINITY;
  const isLate = attempts.some(
    ({ outcome, startedAt, durationMs }) => outcome === "success" && startedAt + durationMs > end - 1000,
  );
  if (isLate) throw new CannotTest("the suspension is over before everything has been asked: let it last longer");
}

/** An address that is suspended, and the user whose password was guessed at from there. */
interface Suspension {
  readonly user: SignedIn;
  readonly address: string;
  readonly answers: readonly Exchange[];
}

/** What is asked in a suspension that checks share is asked when so many milliseconds of it are left. */
const ENOUGH_MS = 2500;

/**
 * An address that is suspended, which checks share as long as the suspension lasts, as far as the target says how long.
 * They change nothing about its user.
 */
export async function sharedSuspension(session: AuthSession): Promise<Suspension> {
  const { pm, now, adopt } = session;
  const all = session.stock<Promise<Suspension>>("suspensions");
  const lasts = ({ answers }: Suspension) => (endOf(answers, pm.suspensionMs) ?? 0) > now() + ENOUGH_MS;
  const [before] = all;
  const known = await before?.catch(() => undefined);
  if (known && lasts(known)) return { ...known, user: { ...known.user, from: adopt(known.user.from) } };
  const make = async () => {
    const [user, address] = [await pm.lend(), pm.newAddress()];
    return { user, address, answers: await suspended(session, user.account, address) };
  };
  // Another check may have made one meanwhile.
  if (all[0] !== before) return sharedSuspension(session);
  all[0] = make();
  return all[0];
}
