import type { Evidence, Exchange } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import { mirrorsItsId, sentEnvelope } from "./answers.ts";

export { mirrorsItsId };

/** Finds fault with answers whose `message_id` is not that of their command. */
export const mirrored = (evidence: Evidence): readonly Finding[] => Object.values(evidence).flatMap(mirrorsItsId);

/** A message_id that the envelope of an exchange has, if it is one at all. */
export const idOf = (exchange: Exchange): unknown => sentEnvelope(exchange)?.["message_id"];

/** Lines up to here are within any limit; of one that is not, a server has no id to mirror. */
const SURELY_READ = 8192;

/** Whether a line is an envelope that is read whole, whichever command is in it. */
export function isEnvelope(exchange: Exchange): boolean {
  if (exchange.request.kind !== "stream" || String(exchange.request.body).length > SURELY_READ) return false;
  const { name, command } = sentEnvelope(exchange) ?? {};
  return typeof name === "string" && typeof command === "object" && command !== null && !Array.isArray(command);
}

/** Whether an answer is one that its command declares, for whoever looks at nothing else. */
export const isAnswer = ({ operation, outcome, response }: Exchange) =>
  operation !== undefined && response !== undefined && outcome !== "unrecognized";
