import type { Variation } from "../../engine/http-caller.ts";
import { expecting } from "../../kit/expect.ts";
import { CannotTest } from "../../model/errors.ts";
import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Account } from "../../model/target.ts";
import type { Finding } from "../../model/verdict.ts";
import { numbered } from "../common/parallel.ts";
import { loginFrom } from "./asking-from.ts";
import type { AuthSession } from "./client.ts";
import { REFUSED } from "./outcomes.ts";

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

/** Finds fault with each that was not refused, or not because of a suspension. */
export const areKeptOut = (...exchanges: readonly Exchange[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => expecting(exchange, ...REFUSED, "rateLimited"));

/** Something that fails, as a guesser would do it again and again. */
export type Guess = (session: AuthSession, user: Account, address: string, time: number) => Promise<Exchange>;

/** A wrong password of one user. */
export const wrongPassword = (
  session: AuthSession,
  { username, password }: Account,
  address: string,
  time: number,
  more?: Variation,
): Promise<Exchange> => loginFrom(session, address, { username, password: `not ${password}${time}` }, more);

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
