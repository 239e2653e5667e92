import { isUtf8 } from "node:buffer";
import { setTimeout as sleep } from "node:timers/promises";
import { bytesOf } from "../kit/http.ts";
import { CannotTest } from "../model/errors.ts";
import type {
  Body,
  ConnectionData,
  Meaning,
  Packet,
  StreamRequest,
  StreamResponse,
  TransportError,
} from "../model/exchange.ts";
import { FLOOD, type LineConnection, MOST_LINES, MOST_TEXT } from "./stream-transport.ts";

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

/** Sends, and waits; it gets the milliseconds that the target may keep silent. */
export type Send = (silenceMs: number) => Promise<StreamResponse | TransportError | Meaning>;

/** What a conversation goes by. */
export interface ConversationParts {
  /** Whether a line answers a question; else it may be a push. */
  isAnswer(line: string): boolean;
  /** Resolves when one more request is within the limits. */
  pace(): Promise<void>;
}

/** A line that may be a push is the answer where no other comes within so many milliseconds behind it. */
const PUSH_MS = 500;

/** Of a connection that has left one answer out, others are waited for no longer than so many milliseconds. */
const BEHIND_A_SILENCE_MS = 500;

/** Who sends a command's parts slower than meant by so many milliseconds may be dropped for that. */
const DAWDLED_MS = 2_000;

/** So long apart, packets are not put together again on their way. */
const GAP_MS = 5;

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
  let waiting = 0;
  let answeredAt = 0;
  let isSilent = false;
  let dawdledMs = 0;
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
        return response({ body }, [...pushed, ...rest]);
      }
      const { text, ...rest } = came;
      if (isAnswer(text)) {
        answeredAt = performance.now();
        return response({ body: text, ...rest }, [...pushed, ...maybe]);
      }
      maybe.push(text);
    }
  };

  const response = (line: Omit<StreamResponse, "kind">, pushed: readonly string[]): StreamResponse => {
    const ended = connection.ended();
    return { kind: "stream", ...line, ...(pushed.length > 0 && { pushed }), ...(ended && { ended }) };
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

  const endMeaning = (): Meaning => {
    const ended = connection.ended();
    if (ended === undefined) return { outcome: "open", taken: {}, said: "the connection stayed open" };
    return { outcome: "closed", taken: {}, said: ENDS[ended] };
  };

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
    next(withinMs: number) {
      const send: Send = async () => {
        if (connection.failed) return connection.failed;
        const came = await connection.read(withinMs);
        if (!("code" in came)) {
          const { text, ...rest } = came;
          return response({ body: text, ...rest }, []);
        }
        if (came.code === "timeout") return { outcome: "quiet", taken: {}, said: "nothing came" };
        return endMeaning();
      };
      return { request: about({ doing: "waited for a line" }), send };
    },

    /** Waits for the end of the connection; what comes meanwhile is told. */
    closed(withinMs: number) {
      const send: Send = async () => {
        if (connection.failed) return connection.failed;
        await connection.end(withinMs);
        const pushed = connection.readAll().map(({ text }) => text);
        const isSilent = connection.ended() === undefined && pushed.length === 0;
        return isSilent ? endMeaning() : response({ body: "" }, pushed);
      };
      return { request: about({ doing: "waited for the end of the connection" }), send };
    },
  };
}

const ENDS = { closed: "the connection was closed", reset: "the connection was reset" } as const;

/** Bytes as text where they are one. */
function bodyOf(bytes: Buffer): Body {
  return isUtf8(bytes) ? bytes.toString("utf8") : { base64: bytes.toString("base64") };
}

/** A place in a lane: `mine` resolves when all before it have passed. */
interface Turn {
  readonly mine: Promise<void>;
  pass(): void;
}

/** Things that happen one after the other, in the order in which they were asked for. */
function createLane(): { turn(): Turn } {
  let last: Promise<void> = Promise.resolve();
  return {
    turn() {
      const mine = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = mine.then(() => promise);
      return { mine, pass: resolve };
    },
  };
}
