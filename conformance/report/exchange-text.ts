import type { ExchangeReport } from "../model/report.ts";
import { inert } from "./inert.ts";

/** An exchange as lines: what was sent behind `>`, what came back behind `<`. */
export function exchangeLines({ request, response, error, durationMs }: ExchangeReport): string[] {
  const sent = [`${request.method} ${request.url}`, ...fieldLines(request.headers), ...bodyLines(request.body)];
  const received = response
    ? [`${response.status}`, ...fieldLines(response.headers), ...bodyLines(response.body)]
    : [`no answer: ${error?.message} (${error?.code})`];
  const lines = [...mark(">", sent), ...mark("<", received)];
  return [...lines, `  (${Math.round(durationMs)} ms)`];
}

/** Fields that say nothing about a finding. */
const NOISE = new Set(["user-agent", "connection", "keep-alive", "date", "content-length", "transfer-encoding"]);

function fieldLines(headers: readonly (readonly [string, string])[]): string[] {
  return headers.filter(([name]) => !NOISE.has(name.toLowerCase())).map(([name, value]) => `${name}: ${value}`);
}

function bodyLines(body: string | undefined): string[] {
  return body ? ["", body] : [];
}

function mark(sign: string, lines: readonly string[]): string[] {
  return lines.flatMap((line) => inert(line).split("\n")).map((line) => `${sign} ${line}`.trimEnd());
}
