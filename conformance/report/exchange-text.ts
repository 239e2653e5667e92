import type { ExchangeReport } from "../model/report.ts";
import { inert } from "./inert.ts";
import { kindOf } from "./kinds.ts";

/** An exchange as lines: what was sent behind `>`, what came back behind `<`. */
export function exchangeLines(exchange: ExchangeReport): string[] {
  const { sent, received } = kindOf(exchange.request.kind).lines(exchange);
  return [...mark(">", sent), ...mark("<", received), `  (${Math.round(exchange.durationMs)} ms)`];
}

function mark(sign: string, lines: readonly string[]): string[] {
  return lines.flatMap((line) => inert(line).split("\n")).map((line) => `${sign} ${line}`.trimEnd());
}
