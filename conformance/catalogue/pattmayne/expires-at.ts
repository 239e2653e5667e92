import { expectThat } from "../../kit/expect.ts";
import { isNumber } from "../../kit/prepared.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";

const TEN_YEARS_MS = 10 * 365 * 86_400_000;

/** Finds fault with an expiry that is no number of seconds, or not ahead. */
export function isAhead(exchange: Exchange): readonly Finding[] {
  const { expiresAt } = exchange.taken;
  const ahead = isNumber(expiresAt) ? 1000 * expiresAt - exchange.startedAt : Number.NaN;
  const fine = Number.isSafeInteger(expiresAt) && ahead > 0 && ahead < TEN_YEARS_MS;
  return expectThat(
    fine,
    exchange.step,
    "expires_at in whole seconds, in the future",
    JSON.stringify(expiresAt) ?? "none",
  );
}
