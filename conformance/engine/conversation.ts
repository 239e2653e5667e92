import { isUtf8 } from "node:buffer";
import { bytesOf } from "../kit/http.ts";
import type { Body, ConnectionData, Packet, StreamRequest } from "../model/exchange.ts";
import { createAsking } from "./asking.ts";
import { createLane, type Turn } from "./lane.ts";
import { createListening, type Send } from "./listening.ts";
import type { LineConnection } from "./stream-transport.ts";

/** A line as it is sent. */
export interface Line {
  readonly body: Body;
  readonly end: string;
}

/** What is sent as it is, and what comes of it. */
export interface RawSending {
  readonly unanswered?: true | undefined;
  readonly halfClose?: true | undefined;
  readonly withinMs?: number | undefined;
}

/** What a conversation goes by. */
export interface ConversationParts {
  /** Whether a line answers a question; else it may be a push. */
  isAnswer(line: string): boolean;
  /** Resolves when one more request is within the limits. */
  pace(): Promise<void>;
}

/**
 * Creates what is said on one connection: packets go out in the order in which they were asked for, and answers are taken
 * in that order as well.
 */
export function createConversation(
  url: string,
  data: ConnectionData,
  connection: LineConnection,
  { isAnswer, pace }: ConversationParts,
) {
  let packets = 0;
  const { write, asking, failure } = createAsking(connection, isAnswer);
  const { nextLine, closing, endMeaning } = createListening(connection);
  const writes = createLane();
  const reads = createLane();

  const packetOf = (bytes: Uint8Array): Packet => ({ number: ++packets, bytes: bytes.length });
  const about = (more: Partial<StreamRequest>): StreamRequest => ({
    kind: "stream",
    url,
    connection: data,
    packets: [],
    ...more,
  });

  const turns = new Map<StreamRequest, readonly Turn[]>();
  return {
    endMeaning,

    /** Gives up the turns of a request, which may never have been sent. */
    pass(request: StreamRequest): void {
      for (const turn of turns.get(request) ?? []) turn.pass();
      turns.delete(request);
    },

    /** Commands that go out in one packet, or one command that goes out in several. */
    commands(lines: readonly Line[], cut: (bytes: Buffer) => readonly Uint8Array[] = (bytes) => [bytes]) {
      const bytes = Buffer.concat(lines.flatMap(({ body, end }) => [bytesOf(body), Buffer.from(end)]));
      const pieces = cut(bytes);
      const sent = pieces.map(packetOf);
      const turn = writes.turn();
      let missing = lines.length;
      const all = Promise.withResolvers<void>();
      const begin = async (): Promise<string[]> => {
        await all.promise;
        for (const _ of lines) await pace();
        return write(pieces, turn, lines.length);
      };
      let begun: Promise<string[]> | undefined;
      const replies = lines.map(() => reads.turn());
      const requests = lines.map(({ body, end }) => about({ body, ...(end !== "\n" && { end }), packets: sent }));
      const sends = replies.map(
        (reply, index): Send =>
          (silenceMs) => {
            missing--;
            if (missing === 0) all.resolve();
            return asking(silenceMs, reply, async () => {
              begun ??= begin();
              const before = await begun;
              // What came before them is told with the first of them.
              return index === 0 ? before : [];
            });
          },
      );
      for (const [index, request] of requests.entries()) turns.set(request, [turn, replies[index] as Turn]);
      return { requests, sends };
    },

    /** Bytes as they are, a packet for each. */
    raw(bodies: readonly Body[], { unanswered, halfClose, withinMs }: RawSending) {
      const pieces = bodies.map(bytesOf);
      const turn = writes.turn();
      const reply = unanswered ? undefined : reads.turn();
      const [only = ""] = bodies;
      const whole = bodies.length > 1 ? bodyOf(Buffer.concat(pieces)) : only;
      const isLine = typeof whole === "string" && whole.endsWith("\n");
      const request = about({
        ...(bodies.length > 0 && (isLine ? { body: whole.slice(0, -1) } : { body: whole, end: "" })),
        packets: pieces.map(packetOf),
        ...(halfClose && { doing: "ended its sending" }),
      });
      const begin = async (): Promise<string[]> => {
        await pace();
        const before = await write(pieces, turn, reply ? 1 : 0);
        if (halfClose) connection.halfClose();
        return before;
      };
      const send: Send = async (silenceMs) => {
        const silence = withinMs ?? silenceMs;
        if (reply) return asking(silence, reply, begin);
        if (connection.failed) return failure(connection.failed);
        await begin();
        return { outcome: "sent", taken: {}, said: "no answer was waited for" };
      };
      turns.set(request, reply ? [turn, reply] : [turn]);
      return { request, send };
    },

    /** Waits for one line. */
    next: (withinMs: number) => ({ request: about({ doing: "waited for a line" }), send: nextLine(withinMs) }),

    /** Waits for the end of the connection; what comes meanwhile is told. */
    closed: (withinMs: number) => ({
      request: about({ doing: "waited for the end of the connection" }),
      send: closing(withinMs),
    }),
  };
}

/** Bytes as text where they are one. */
function bodyOf(bytes: Buffer): Body {
  return isUtf8(bytes) ? bytes.toString("utf8") : { base64: bytes.toString("base64") };
}
