import type { Exchange } from "../model/exchange.ts";
import type { Finding } from "../model/verdict.ts";

/** Finds fault with an exchange during which the target fetched what the request named. */
export function expectNoFetch({ step, fetched = [] }: Exchange): readonly Finding[] {
  if (fetched.length === 0) return [];
  return [
    { at: step, expected: "no request to the URL in the token", actual: `it was fetched: ${fetched.join(", ")}` },
  ];
}
