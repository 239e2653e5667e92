import type { Request, Response } from "../model/exchange.ts";
import type { ExchangeReport } from "../model/report.ts";
import type { Split } from "./curl.ts";
import { http } from "./http-exchange.ts";
import type { Redact } from "./redact.ts";

/** What a report does with the exchanges of one transport. */
export interface Kind {
  /** Request and response as the report shows them. */
  redacted(
    request: Request,
    response: Response | undefined,
    redact: Redact,
  ): Pick<ExchangeReport, "request" | "response">;
  /** What was sent, and what came back, as lines. */
  lines(exchange: ExchangeReport): { sent: string[]; received: string[] };
  /** A line of a shell that sends the same, or why there is none; nothing where the transport has no such tool. */
  byHand?(
    request: ExchangeReport["request"],
    split: Split,
    caFile: string | undefined,
  ): { command: string } | { because: string };
  /**
   * The names that the transport and the protocol use: words that are no secret, even if a secret equals one. What a
   * target names so does not count: it may be a secret that it repeats.
   */
  names(request: Request): Iterable<string>;
}

/** A row for each transport. */
export const kinds = { http } as const satisfies Record<Request["kind"], Kind>;
