import { expecting } from "../../kit/expect.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";

/** What a command may be answered with that is not done, whatever it lacks. */
export const REFUSED = ["failure", "error"] as const;

/** Finds fault with each that was not answered with system/failure. */
export const fail = (...exchanges: readonly Exchange[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => expecting(exchange, "failure"));

/** Finds fault with each that was not answered with system/error. */
export const areErrors = (...exchanges: readonly Exchange[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => expecting(exchange, "error"));

/** Finds fault with each that was not refused, in whatever way. */
export const areRefused = (...exchanges: readonly Exchange[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => expecting(exchange, ...REFUSED));
