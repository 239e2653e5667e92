import { describe, expectThat } from "../../kit/expect.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import { REFUSED } from "./outcomes.ts";

const told = (exchange: Exchange) =>
  exchange.outcome === "success" ? `is_valid ${JSON.stringify(exchange.taken["isValid"])}` : describe(exchange);

/** Finds fault with each that does not say of its token that it is valid. */
export const areValid = (...exchanges: readonly (Exchange | undefined)[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => {
    if (!exchange) return [];
    const fine = exchange.outcome === "success" && exchange.taken["isValid"] === true;
    return expectThat(fine, exchange.step, "is_valid true", told(exchange));
  });

/** Finds fault with each that does not say of its token that it is not valid; to refuse the question says so too. */
export const areNotValid = (...exchanges: readonly (Exchange | undefined)[]): readonly Finding[] =>
  exchanges.flatMap((exchange) => {
    if (!exchange) return [];
    const isRefused = REFUSED.some((outcome) => outcome === exchange.outcome);
    const fine = isRefused || (exchange.outcome === "success" && exchange.taken["isValid"] === false);
    return expectThat(fine, exchange.step, "is_valid false, or a refusal", told(exchange));
  });
