import type { Body } from "../model/exchange.ts";
import { abridge } from "./abridge.ts";
import type { Redact } from "./redact.ts";

/** What stands in a report before a body that is no text. */
export const BYTES = "(bytes, in base64) ";

/** Longer bodies say nothing more to a reader. */
const LONGEST_BODY = 4096;

/**
 * A body as a report shows it: redacted, cut where it is long, and in base64 where it is no text.
 *
 * @param unkept how many characters more it had than are there
 */
export function shownBody(body: Body, redact: Redact, unkept = 0): string {
  const text = typeof body === "object" ? BYTES + body.base64 : body;
  return abridge(redact(text), LONGEST_BODY, unkept);
}

/** Whether a body that is shown is not all that there was. */
export function isCut(shown: string): boolean {
  return shown.length > LONGEST_BODY && /… \(\d+ characters more\)$/.test(shown);
}
