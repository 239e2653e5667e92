import { wire } from "@authmark/protocols/angen/wire";
import { describe, expecting, expectThat } from "../../kit/expect.ts";
import { parseJson } from "../../kit/json-pointer.ts";
import type { Exchange, StreamRequest, StreamResponse } from "../../model/exchange.ts";
import type { Finding } from "../../model/verdict.ts";
import type { StreamOperation } from "../../model/wire.ts";

/** A line of JSON that is an object. */
export type Envelope = Readonly<Record<string, unknown>>;

/** The names that answers have; a line with another one is a push. */
const ANSWERS: ReadonlySet<unknown> = new Set(
  Object.values<StreamOperation>(wire.operations).flatMap(({ outcomes }) =>
    Object.values(outcomes).map(({ name }) => name),
  ),
);

/** The object in a line; nothing where there is none. */
export function envelopeIn(line: unknown): Envelope | undefined {
  const value = typeof line === "string" ? parseJson(line) : undefined;
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Envelope) : undefined;
}

export function streamResponse({ response }: Pick<Exchange, "response">): StreamResponse | undefined {
  return response?.kind === "stream" ? response : undefined;
}

export function streamRequest({ request }: Pick<Exchange, "request">): StreamRequest | undefined {
  return request.kind === "stream" ? request : undefined;
}

/** All lines that an exchange brought: the answer, and what came before it unasked. */
export function linesOf(exchange: Exchange): string[] {
  const { body = "", pushed = [] } = streamResponse(exchange) ?? {};
  return body === "" ? [...pushed] : [...pushed, body];
}

/** The envelope that an exchange sent; nothing where it was none, or several. */
export function sentEnvelope(exchange: Exchange): Envelope | undefined {
  return envelopeIn(streamRequest(exchange)?.body);
}

/** Finds fault with an answer whose `message_id` is not the one that its command had, or that has one for none. */
export function mirrorsItsId(exchange: Exchange): readonly Finding[] {
  const answer = envelopeIn(streamResponse(exchange)?.body);
  if (!answer) return expectThat(false, exchange.step, "an envelope", describe(exchange));
  const [expected, actual] = [sentEnvelope(exchange) ?? {}, answer].map((envelope) =>
    Object.hasOwn(envelope, "message_id")
      ? `the message_id ${JSON.stringify(envelope["message_id"])}`
      : "no message_id",
  ) as [string, string];
  return expectThat(expected === actual, exchange.step, short(expected), short(actual));
}

/** Finds fault with an answer that is not of this outcome, or whose `message_id` is that of another command. */
export function isInItsPlace(exchange: Exchange, ...outcomes: readonly string[]): readonly Finding[] {
  const wrong = expecting(exchange, ...outcomes);
  if (wrong.length > 0) return wrong;
  const id = envelopeIn(streamResponse(exchange)?.body)?.["message_id"];
  const isOwn = id === undefined || id === null || id === sentEnvelope(exchange)?.["message_id"];
  return expectThat(
    isOwn,
    exchange.step,
    "the answer to this command",
    `the answer to ${short(String(JSON.stringify(id)))}`,
  );
}

/** Finds fault with answers that are not of these outcomes, one after the other. */
export function areInTheirPlaces(exchanges: readonly Exchange[], outcomes: readonly string[]): readonly Finding[] {
  return exchanges.flatMap((exchange, index) => isInItsPlace(exchange, outcomes[index] ?? "nothing"));
}

/** Finds fault with a line that came, though nothing was asked any more; pushes and the connection's end are none. */
export function nothingMore(exchange: Exchange): readonly Finding[] {
  const answers = linesOf(exchange).filter(isNoPush);
  return expectThat(answers.length === 0, exchange.step, "no answer more", answers.map(short).join(", "));
}

/** Finds fault with a line that came before a command was asked, and is an answer to none. */
export function nothingBefore(exchange: Exchange): readonly Finding[] {
  const answers = (streamResponse(exchange)?.pushed ?? []).filter(isNoPush);
  return expectThat(answers.length === 0, exchange.step, "one answer", [...answers, "one more"].map(short).join(", "));
}

function isNoPush(line: string): boolean {
  const envelope = envelopeIn(line);
  return !envelope || Object.hasOwn(envelope, "message_id") || ANSWERS.has(envelope["name"]);
}

/** A text as a finding shows it. */
function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 120;
