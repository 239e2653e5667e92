import type { Request, Response } from "../model/exchange.ts";
import type { ExchangeReport } from "../model/report.ts";
import type { Split } from "./curl.ts";
import { http } from "./http-exchange.ts";
import type { Redact } from "./redact.ts";
import { stream } from "./stream-exchange.ts";

/** The requests and responses of one transport, as they were and as a report shows them. */
export type Of<All extends { readonly kind: string }, Name extends string> = Extract<All, { readonly kind: Name }>;
type ShownRequest = ExchangeReport["request"];
type ShownResponse = NonNullable<ExchangeReport["response"]>;

/** An exchange of one transport as a report shows it. */
export type Shown<Name extends string> = Omit<ExchangeReport, "request" | "response"> & {
  readonly request: Of<ShownRequest, Name>;
  readonly response?: Of<ShownResponse, Name> | undefined;
};

/** A line of a shell, or why there is none. */
export type ByHand = { command: string } | { because: string };

/** What a report does with the exchanges of one transport. */
export interface Kind<Name extends Request["kind"] = Request["kind"]> {
  /** Request and response as the report shows them. */
  redacted(
    request: Of<Request, Name>,
    response: Of<Response, Name> | undefined,
    redact: Redact,
  ): Pick<Shown<Name>, "request" | "response">;
  /** What was sent, and what came back, as lines. */
  lines(exchange: Shown<Name>): { sent: string[]; received: string[] };
  /** A line of a shell that sends the same, or why there is none; nothing where the transport has no such tool. */
  byHand?(request: Of<ShownRequest, Name>, split: Split, caFile: string | undefined): ByHand;
  /** What a request is one of several on: those with the same go out together, in a line that `byHand` cannot make. */
  conversation?: {
    idOf(request: Of<ShownRequest, Name>): string;
    byHand(requests: readonly Of<ShownRequest, Name>[], split: Split, caFile: string | undefined): ByHand;
  };
  /**
   * The names that the transport and the protocol use: words that are no secret, even if a secret equals one. What a
   * target names so does not count: it may be a secret that it repeats.
   */
  names(request: Of<Request, Name>): Iterable<string>;
}

/** A row for each transport. */
const KINDS: { readonly [Name in Request["kind"]]: Kind<Name> } = { http, stream };

/** What a report does with the exchanges of a transport; each is asked about its own alone. */
export function kindOf(name: Request["kind"]): Kind {
  return KINDS[name] as Kind;
}
