import { expecting, expectThat } from "../../kit/expect.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";

/** Finds fault with each that did not yield a token. */
export const yieldTokens = (...exchanges: readonly Exchange[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => expecting(exchange, "token"));

/** Finds fault with each that did not log its connection in. */
export const logIn = (...exchanges: readonly Exchange[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => expecting(exchange, "loggedIn"));

/** Finds fault with each answer to whoami that does not know whose connection it is. */
export const areSomebodys = (...exchanges: readonly Exchange[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => expecting(exchange, "youare"));

/** Finds fault with each connection that did not end. */
export const haveEnded = (...exchanges: readonly Exchange[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => expecting(exchange, "closed"));

/** The outcomes that tell a user, by name and id. */
const TELLING: readonly string[] = ["loggedIn", "youare", "registered"];

/**
 * Finds fault with an answer that tells another user than an earlier one; a token tells the id alone. What tells nobody
 * at all is another requirement's affair.
 */
export function tellsTheUserOf(answer: Exchange, before: Exchange): readonly Finding[] {
  const both = TELLING.includes(answer.outcome) && TELLING.includes(before.outcome);
  const roles = both ? ["userId", "username"] : ["userId"];
  const of = ({ taken }: Exchange) => JSON.stringify(roles.map((role) => taken[role]));
  return expectThat(of(answer) === of(before), answer.step, `${of(before)}, as ${before.step} said`, of(answer));
}

/** Finds fault with an answer that names its user otherwise than the user is known. */
export function tellsTheName(answer: Exchange, name: string): readonly Finding[] {
  const told = answer.taken["username"];
  // Who takes a name in any case may tell it in one.
  const fine = typeof told === "string" && folded(told) === folded(name);
  return expectThat(fine, answer.step, JSON.stringify(name), JSON.stringify(told) ?? "nothing");
}

const folded = (name: string) => name.normalize("NFKC").toLowerCase();
