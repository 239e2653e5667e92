import type { Variation } from "../../engine/http-caller.ts";
import { fields } from "../../kit/http.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import { numbered } from "../common/parallel.ts";
import { type AuthSession, passwordOf } from "./client.ts";

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
  const isLate = attempts.some(({ outcome, startedAt, durationMs }) => outcome === "success" && startedAt + durationMs > end);
  if (isLate) throw new CannotTest(`a suspension of ${seconds} s is over before everything has been asked`);
}
