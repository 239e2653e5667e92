import type { Exchange, Meaning } from "../model/exchange.ts";
import type { Readiness } from "../model/start.ts";
import type { Target } from "../model/target.ts";
import type { StreamOperation, StreamWire } from "../model/wire.ts";
import { answerTest, decodeLine } from "../targets/wire/stream/decode.ts";
import { envelopeOf } from "../targets/wire/stream/encode.ts";
import { becomesReady, READY_AGAIN } from "./answers-again.ts";
import { createConversation, type Line } from "./conversation.ts";
import { createFailures, createPace } from "./limits.ts";
import { SILENCE_MS } from "./liveness.ts";
import type { Recorder } from "./recorder.ts";
import type { Command, Opening, StreamCaller, StreamConnection } from "./stream-connection.ts";
import { createStreamTransport } from "./stream-transport.ts";
import type { Means } from "./suite.ts";

/** How long `next` and `closed` wait, where nobody says otherwise, in milliseconds. */
const PATIENCE_MS = 1000;

/** A caller, and what ends the connections that it has opened. */
type Closable = StreamCaller & { closeAll(): void };

/** The transport of the protocols that speak in lines, over TCP or TLS. */
export const stream = {
  /** Opens the way to a target; `caller` asks on it, each check with a record of its own. */
  open(target: Target, wire: StreamWire, { clock, timers, maxWaitMs }: Means) {
    const transport = createStreamTransport(target, timers);
    const pace = createPace(target.limits?.requests, clock);
    const failing = createFailures(target, clock, maxWaitMs);
    const operations = { ...wire.operations, ...target.wire } as Readonly<Record<string, StreamOperation>>;
    const isAnswer = answerTest({ operations });

    const caller = (recorder: Recorder): Closable => {
      const opened: StreamConnection[] = [];
      const operation = (name: string): StreamOperation => {
        const own = operations[name];
        if (!own) throw new Error(`The wire does not spell ${name}.`);
        return own;
      };
      const reading =
        (own: Pick<StreamOperation, "outcomes">) =>
        (response: { readonly body: string }): Meaning =>
          decodeLine(own, response, clock.now());

      const open = async ({ label, from, newestTls }: Opening = {}): Promise<StreamConnection> => {
        const number = opened.length + 1;
        const data = { number, ...(label !== undefined && { label }), ...(from !== undefined && { from }) };
        const connection = await transport.connect({ from, newestTls }, SILENCE_MS);
        const talk = createConversation(target.url, data, connection, { isAnswer, pace });

        const askTogether = async (commands: readonly Command[]): Promise<Exchange[]> => {
          const lines = commands.map(({ operation: name, roles = {}, variation = {} }): Line => {
            const { envelope: change = same, line: rewrite = same, end = "\n" } = variation;
            const line = JSON.stringify(change(envelopeOf(operation(name), roles, variation.messageId)));
            return { body: rewrite(line), end };
          });
          for (const { variation } of commands) if (variation?.fails) await failing(variation.fails, from);
          const { requests, sends } = talk.commands(lines, commands[0]?.variation?.cut);
          const asked = commands.map(({ operation: name, roles = {}, variation }, index) => {
            const request = requests[index];
            const send = sends[index];
            if (!request || !send) throw new Error("A command has no line.");
            const mayClose = (variation?.mayClose ?? isOverLimits(request.body)) ? { mayClose: true as const } : {};
            const intent = { operation: name, sent: roles, request, ...mayClose };
            return recorder.record(intent, send, reading(operation(name))).finally(() => talk.pass(request));
          });
          return Promise.all(asked);
        };

        const own: StreamConnection = {
          number,
          ask: async (name, roles, variation) => {
            const command = { operation: name, ...(roles && { roles }), ...(variation && { variation }) };
            const [exchange] = await askTogether([command]);
            if (!exchange) throw new Error("A command has no exchange.");
            return exchange;
          },
          askTogether,
          send(packets, way = {}) {
            const { name = "send", as, unanswered, halfClose, withinMs, mayClose } = way;
            const { request, send } = talk.raw([packets].flat(), { unanswered, halfClose, withinMs });
            const closing = mayClose || isOverLimits(request.body) ? { mayClose: true as const } : {};
            const read = reading(as === undefined ? { outcomes: {} } : operation(as));
            return recorder
              .record({ name, sent: {}, request, ...closing }, send, read)
              .finally(() => talk.pass(request));
          },
          next(withinMs = PATIENCE_MS) {
            const { request, send } = talk.next(withinMs);
            const read = ({ body }: { readonly body: string }) => ({ outcome: "line", taken: {}, said: body });
            return recorder.record({ name: "wait", sent: {}, request }, send, read);
          },
          closed(withinMs = PATIENCE_MS) {
            const { request, send } = talk.closed(withinMs);
            const read = () => talk.endMeaning();
            return recorder.record({ name: "wait for the end", sent: {}, request }, send, read);
          },
          halfClose: () => connection.halfClose(),
          stopReading: () => connection.stopReading(),
          close: () => connection.close(),
        };
        opened.push(own);
        return own;
      };
      return {
        open,
        failing: (username) => failing(username),
        closeAll() {
          for (const connection of opened) connection.close();
        },
      };
    };

    return {
      caller: caller as (recorder: Recorder) => StreamCaller,
      done: (asked: StreamCaller) => (asked as Closable).closeAll(),
      async probe(recorder: Recorder, name: string) {
        const asked = caller(recorder);
        const connection = await asked.open();
        return connection.ask(name).finally(() => asked.closeAll());
      },
      ready(readiness: Readiness = READY_AGAIN) {
        const connect = async () => {
          const { failed, close } = await transport.connect({}, SILENCE_MS);
          close();
          return failed && `${target.url}: ${failed.message} (${failed.code})`;
        };
        return becomesReady(connect, readiness, clock);
      },
      close: async () => transport.close(),
    };
  },
};

/** Longer lines may be over a limit, and a server may close the connection on what is. */
const SURELY_WITHIN_LIMITS = 8192;

function isOverLimits(body: Exchange["request"]["body"]): boolean {
  if (body === undefined) return false;
  const length = typeof body === "string" ? Buffer.byteLength(body) : Buffer.byteLength(body.base64, "base64");
  return length > SURELY_WITHIN_LIMITS;
}

function same<T>(value: T): T {
  return value;
}
