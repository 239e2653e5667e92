import type { Variation } from "../../engine/http-caller.ts";
import { fields } from "../../kit/http.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import { numbered } from "../common/parallel.ts";
import { type AuthSession, passwordOf, type SignedIn } from "./client.ts";

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

/** A request that is asked from an address, whatever became of those before it. */
export const from = (address: string, more: Variation = {}): Variation => ({ ...more, from: address, heedless: true });

/** Something that fails, as a guesser would do it again and again. */
export type Guess = (session: AuthSession, user: Account, address: string, time: number) => Promise<Exchange>;

/** A wrong password of one user. */
export const wrongPassword: Guess = ({ pm }, { username, password }, address, time) =>
  pm.login({ username, password: `not ${password}${time}` }, from(address));

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
export const rightPassword = ({ pm }: AuthSession, user: Account, address: string, more: Variation = {}) =>
  pm.login(passwordOf(user), from(address, more));

/** Has an address suspended by one guess more than the target takes. */
export async function suspended(
  session: AuthSession,
  user: Account,
  address: string,
  guess?: Guess,
): Promise<{ readonly guesses: Evidence; readonly last: Exchange }> {
  const all = await guesses(session, user, address, declaredLimit(session) + 1, guess);
  const last = Object.values(all).at(-1);
  if (!last) throw new Error("There is no guess.");
  return { guesses: all, last };
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

/** @throws CannotTest where what was to be asked in a suspension came when it was over, as the target had said */
export function inTime(last: Exchange, ...attempts: readonly Exchange[]): void {
  const seconds = retryAfter(last);
  if (seconds === undefined) return;
  const end = last.startedAt + 1000 * seconds;
  const isLate = attempts.some(
    ({ outcome, startedAt, durationMs }) => outcome === "success" && startedAt + durationMs > end,
  );
  if (isLate) throw new CannotTest(`a suspension of ${seconds} s is over before everything has been asked`);
}

/** An address that is suspended, and the user whose password was guessed at from there. */
interface Suspension {
  readonly user: SignedIn;
  readonly address: string;
  readonly last: Exchange;
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
  const lasts = ({ last }: Suspension) => last.startedAt + 1000 * (retryAfter(last) ?? 0) > now() + ENOUGH_MS;
  const [before] = all;
  const known = await before?.catch(() => undefined);
  if (known && lasts(known)) return { ...known, user: { ...known.user, from: adopt(known.user.from) } };
  const make = async () => {
    const [user, address] = [await pm.lend(), pm.newAddress()];
    return { user, address, last: (await suspended(session, user.account, address)).last };
  };
  // Another check may have made one meanwhile.
  if (all[0] !== before) return sharedSuspension(session);
  all[0] = make();
  return all[0];
}
