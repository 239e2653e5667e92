import { expecting, expectThat } from "../../kit/expect.ts";
import { statusOf } from "../../kit/http.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";

/** Any 4xx; where an operation says 401, the wire calls that by its name. */
export const REFUSED = ["refused", "unauthorized"] as const;

/** Finds fault with each that did not succeed. */
export const succeed = (...exchanges: readonly (Exchange | undefined)[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => (exchange ? expecting(exchange, "success") : []));

/** Finds fault with each that was not refused. */
export const areRefused = (...exchanges: readonly (Exchange | undefined)[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => (exchange ? expecting(exchange, ...REFUSED) : []));

/** Finds fault with an answer of another status. */
export function hasStatus(status: number, exchange: Exchange): readonly Finding[] {
  const actual = statusOf(exchange);
  return expectThat(actual === status, exchange.step, String(status), String(actual ?? exchange.outcome));
}
