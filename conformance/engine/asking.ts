import { setTimeout as sleep } from "node:timers/promises";
import { CannotTest } from "../model/errors.ts";
import type { StreamResponse, TransportError } from "../model/exchange.ts";
import type { Turn } from "./lane.ts";
import { responseOn } from "./listening.ts";
import { FLOOD, type LineConnection, MOST_LINES, MOST_TEXT } from "./stream-transport.ts";

/** A line that may be a push is the answer where no other comes within so many milliseconds behind it. */
const PUSH_MS = 500;

/** Of a connection that has left one answer out, others are waited for no longer than so many milliseconds. */
const BEHIND_A_SILENCE_MS = 500;

/** Who sends a command's parts slower than meant by so many milliseconds may be dropped for that. */
const DAWDLED_MS = 2_000;

/** So long apart, packets are not put together again on their way. */
const GAP_MS = 5;

/**
 * Creates what asks on one connection: it writes packets, and takes the lines that answer them, each in their turn.
 *
 * @param isAnswer whether a line answers a question; else it may be a push
 */
export function createAsking(connection: LineConnection, isAnswer: (line: string) => boolean) {
  let waiting = 0;
  let answeredAt = 0;
  let isSilent = false;
  let dawdledMs = 0;

  /** Writes packets in their turn; what came before, unasked, is handed back. */
  const write = async (pieces: readonly Uint8Array[], turn: Turn, answers: number): Promise<string[]> => {
    await turn.mine;
    const before = waiting === 0 ? connection.readAll().map(({ text }) => text) : [];
    waiting += answers;
    let lateMs = 0;
    for (const [index, piece] of pieces.entries()) {
      const startedAt = performance.now();
      if (index > 0) await sleep(GAP_MS);
      lateMs += Math.max(0, performance.now() - startedAt - GAP_MS);
      const written = connection.write(piece);
      // Who does not read is noticed by the silence that follows.
      if (index < pieces.length - 1) await Promise.race([written, sleep(PUSH_MS)]);
    }
    if (lateMs > DAWDLED_MS) dawdledMs = lateMs;
    turn.pass();
    return before;
  };

  /** That nothing came, unless it is this machine's own fault: what it had to send at once took it seconds. */
  const failure = (error: TransportError): TransportError => {
    if (dawdledMs === 0) return error;
    throw new CannotTest(`this machine took ${Math.round(dawdledMs / 1000)} s too long to send a command in parts`);
  };

  /**
   * The next line that is an answer, with the pushes before it. Those who wait for their answers wait through the same
   * silence: it begins when a command is sent, or when the one before it is answered, and pushes do not end it.
   */
  const answer = async (
    sentAt: number,
    silenceMs: number,
    before: readonly string[],
  ): Promise<StreamResponse | TransportError> => {
    const pushed = [...before];
    const maybe: string[] = [];
    const deadline = Math.max(sentAt, answeredAt) + silenceMs;
    for (;;) {
      const left = Math.max(0, deadline - performance.now());
      const isFlood = maybe.length > MOST_LINES || maybe.reduce((sum, { length }) => sum + length, 0) > MOST_TEXT;
      if (isFlood) connection.close();
      const came = isFlood ? FLOOD : await connection.read(maybe.length > 0 ? Math.min(PUSH_MS, left) : left);
      if ("code" in came) {
        const [body, ...rest] = maybe;
        if (body === undefined) return came;
        answeredAt = performance.now();
        return responseOn(connection, { body }, [...pushed, ...rest]);
      }
      const { text, ...rest } = came;
      if (isAnswer(text)) {
        answeredAt = performance.now();
        return responseOn(connection, { body: text, ...rest }, [...pushed, ...maybe]);
      }
      maybe.push(text);
    }
  };

  const asking = async (silenceMs: number, reply: Turn, begin: () => Promise<string[]>) => {
    if (connection.failed) return failure(connection.failed);
    const before = await begin();
    const sentAt = performance.now();
    await reply.mine;
    try {
      const came = await answer(sentAt, isSilent ? Math.min(silenceMs, BEHIND_A_SILENCE_MS) : silenceMs, before);
      isSilent = "code" in came && came.code === "timeout";
      return "code" in came ? failure(came) : came;
    } finally {
      waiting--;
      reply.pass();
    }
  };

  return { write, asking, failure };
}
