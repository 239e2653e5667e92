import type { Exchange } from "../model/exchange.ts";
import { kindOf } from "./kinds.ts";

/** The names of fields and of members that occur in requests: words that are no secret, even if a secret equals one. */
export function wireNames(exchanges: readonly Exchange[]): Set<string> {
  return new Set(exchanges.flatMap(({ request }) => [...kindOf(request.kind).names(request)]));
}
