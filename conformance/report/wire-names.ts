import type { Exchange } from "../model/exchange.ts";
import { kinds } from "./kinds.ts";

/** The names of fields and of members that occur in requests: words that are no secret, even if a secret equals one. */
export function wireNames(exchanges: readonly Exchange[]): Set<string> {
  return new Set(exchanges.flatMap(({ request }) => [...kinds[request.kind].names(request)]));
}
