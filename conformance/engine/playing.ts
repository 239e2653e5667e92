import { ASKED, type Exchange, type HttpRequest, type HttpResponse, type Roles } from "../model/exchange.ts";
import type { Clock, Counterpart, Part } from "../model/ports.ts";
import type { Recorder } from "./recorder.ts";

/** A part that a check plays, and how what it is asked is read. */
export interface Played {
  isFor(request: HttpRequest): boolean;
  /** What the request asks, as the protocol calls it. */
  read(request: HttpRequest): { readonly operation: string; readonly sent: Roles };
  readonly answer: Part;
}

/** Puts what a part is asked, and what it answers, on the record of its check. */
export function recorded(
  { isFor, read, answer }: Played,
  { clock, recorder, heard }: { clock: Clock; recorder: Pick<Recorder, "witness">; heard(exchange: Exchange): void },
): Parameters<Counterpart["play"]>[0] {
  return {
    isFor,
    async answer(request) {
      const startedAt = clock.now();
      const response = await answer(request);
      const { operation, sent } = read(request);
      heard(
        recorder.witness(`${operation} (asked by the target)`, {
          sent,
          request,
          ...(response && { response }),
          outcome: ASKED,
          said: said(response),
          taken: {},
          startedAt,
          durationMs: clock.now() - startedAt,
        }),
      );
      return response;
    },
  };
}

function said(response: HttpResponse | undefined): string {
  return response ? `${response.status} ${response.body}` : "nothing";
}
