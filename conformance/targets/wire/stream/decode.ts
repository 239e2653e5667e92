import { parseJson, valueAt } from "../../../kit/json-pointer.ts";
import type { Meaning, StreamResponse } from "../../../model/exchange.ts";
import type { StreamMatcher, StreamOperation, StreamOutcome, StreamWire } from "../../../model/wire.ts";
import { withValues } from "../templates.ts";
import { secondsOf } from "../units.ts";

/** A message, out of its envelope. */
interface Message {
  readonly name: unknown;
  readonly message: unknown;
}

/**
 * Reads an answer by the operation's binding.
 *
 * @param receivedAt when it came, in milliseconds since the epoch: what lifetimes count from
 * @returns the first outcome that fits, or else `unrecognized`; and, for a named outcome, the values that are where the
 * binding says
 */
export function decodeLine(
  { outcomes }: Pick<StreamOperation, "outcomes">,
  { body }: Pick<StreamResponse, "body">,
  receivedAt: number,
): Meaning {
  const said = body === "" ? "an empty line" : body;
  const answer = messageIn(body);
  const [outcome, found] = Object.entries(outcomes).find(([, matcher]) => fits(matcher, answer)) ?? [];
  if (outcome === undefined || !found) return { outcome: "unrecognized", taken: {}, said };
  return { outcome, taken: takeFrom(found, answer.message, receivedAt), said };
}

/** The name and the message in a line; both undefined where it is no envelope. */
export function messageIn(line: string): Message {
  const envelope = parseJson(line);
  return { name: valueAt(envelope, "/name"), message: valueAt(envelope, "/message") };
}

function fits({ name, at, equals }: StreamMatcher, answer: Message): boolean {
  if (answer.name !== name) return false;
  if (at === undefined) return true;
  const value = valueAt(answer.message, at);
  return equals === undefined ? value !== undefined : value === equals;
}

/** The values that are where a binding says, by what they mean; roles of which nothing is found are left out. */
export function takeFrom({ take = {} }: StreamOutcome, message: unknown, receivedAt: number): Record<string, unknown> {
  return withValues(take, ({ at, as }) => {
    const value = valueAt(message, at);
    // What is told in cookies has no place in a message.
    if (as === undefined || as === "max-age" || value === undefined) return value;
    return secondsOf(value, as, { answeredAt: receivedAt });
  });
}

/**
 * Creates what tells an answer from a push: its name is one that the protocol's answers have, or it has the id of what
 * it answers. What is no envelope at all is an answer as well, and a bad one.
 */
export function answerTest({ operations }: Pick<StreamWire, "operations">): (line: string) => boolean {
  const known = new Set(
    Object.values(operations).flatMap(({ outcomes }) => Object.values(outcomes).map(({ name }) => name)),
  );
  return (line) => {
    const envelope = parseJson(line);
    const name = valueAt(envelope, "/name");
    return typeof name !== "string" || known.has(name) || valueAt(envelope, "/message_id") !== undefined;
  };
}
