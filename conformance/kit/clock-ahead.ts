import type { Exchange } from "../model/exchange.ts";
import { fields } from "./http.ts";

/**
 * How far a target's clock is ahead of the suite's, in milliseconds, by the Date fields of its answers (RFC 9110
 * §6.6.1). Each holds whole seconds and was written between request and answer, which leaves a range; a range with
 * nothing against equal clocks counts as none, and of any other its middle.
 */
export function clockAhead(exchanges: readonly Exchange[]): number {
  const ranges = exchanges.flatMap((exchange) => {
    const date = Date.parse(fields(exchange, "date")[0] ?? "");
    const { startedAt, durationMs } = exchange;
    return Number.isNaN(date) ? [] : [{ least: date - (startedAt + durationMs), most: date + 1000 - startedAt }];
  });
  if (ranges.length === 0) return 0;
  const least = Math.max(...ranges.map((range) => range.least));
  const most = Math.min(...ranges.map((range) => range.most));
  return least <= 0 && most >= 0 ? 0 : Math.round((least + most) / 2);
}
