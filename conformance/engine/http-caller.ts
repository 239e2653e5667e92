import { bytesOf } from "../kit/http.ts";
import { isFieldText } from "../kit/prepared.ts";
import { CannotTest } from "../model/errors.ts";
import type { Exchange, Header, HttpRequest, Roles } from "../model/exchange.ts";
import type { Clock } from "../model/ports.ts";
import type { Target } from "../model/target.ts";
import type { HttpOperation, HttpWire } from "../model/wire.ts";
import { decode } from "../targets/wire/decode.ts";
import { encode } from "../targets/wire/encode.ts";
import type { ExactWay } from "./exact-request.ts";
import { type Connection, createHttpTransport, type HttpTransport } from "./http-transport.ts";
import { createFailures, createPace } from "./limits.ts";
import { createPatience } from "./patience.ts";
import type { Intent, Recorder } from "./recorder.ts";
import type { Means } from "./suite.ts";

/** What is otherwise than the binding makes it. */
export interface Variation {
  /** Changes the request before it is sent. */
  readonly request?: (request: HttpRequest) => HttpRequest;
  /** Sends it on this connection. */
  readonly on?: Connection;
  /** The server may close the connection in place of an answer. */
  readonly mayClose?: true;
  /** Sends the fields that the request then has and no others, on a connection of its own. */
  readonly exactly?: Pick<ExactWay, "newestTls" | "beforeLastByte" | "cutAfterMs">;
  /** It is a login of this user that will fail. */
  readonly fails?: string;
}

/** Asks a target over HTTP, as its binding spells it, on the record. */
export interface HttpCaller<Operation extends string = string> {
  call(operation: Operation, roles: Roles, variation?: Variation): Promise<Exchange>;
  /** Sends a request that belongs to no operation; `path` is below the target's URL. */
  send(method: string, path: string, variation?: Variation): Promise<Exchange>;
  /** Opens a connection that is kept between requests; `pipelined` of them go out without waiting for an answer. */
  connect(pipelined?: number): Connection;
}

/** The transport of the protocols over HTTP. */
export const http = {
  /** Opens the way to a target; `caller` asks on it, each check with a record of its own. */
  open(target: Target, wire: HttpWire, { clock, maxWaitMs, waited }: Means) {
    const transport = createHttpTransport(target);
    const patiently = createPatience(clock, maxWaitMs, waited);
    const pace = createPace(target.limits?.requests, clock);
    const failure = createFailures(target, clock, maxWaitMs);
    const operations = { ...wire.operations, ...target.wire };
    const caller = (recorder: Recorder): HttpCaller => {
      const send = async (intent: Intent, binding: HttpOperation, { on, exactly, mayClose, fails }: Variation) => {
        const localAddress = fails === undefined ? undefined : await failure(fails);
        const once = async (silenceMs: number) => {
          await pace();
          if (exactly) return transport.exact(intent.request, { ...exactly, localAddress }, silenceMs);
          return transport.exchange(intent.request, on ?? transport.from(localAddress), silenceMs);
        };
        return recorder.record(
          { ...intent, ...mayCloseOn(intent.request, mayClose) },
          (silenceMs) => patiently(() => once(silenceMs)),
          (response) => decode(binding, response),
        );
      };
      return {
        async call(operation, roles, variation = {}) {
          const binding = operations[operation];
          if (!binding) throw new Error(`The wire does not spell ${operation}.`);
          const request = vary(encode(target.url, binding, roles), variation);
          return send({ operation, sent: roles, request }, binding, variation);
        },
        async send(method, path, variation = {}) {
          const request = vary({ kind: "http", method, url: target.url + path, headers: [] }, variation);
          return send({ sent: {}, request }, NO_OPERATION, variation);
        },
        connect: (pipelined) => transport.connect(pipelined),
      };
    };
    // Without its roles, the path of an operation may be another one, or none.
    const probe = async (recorder: Recorder, operation: string) =>
      /\{\w+\}/.test(operations[operation]?.path ?? "") ? undefined : caller(recorder).call(operation, {});
    const ready = () => answersAgain(transport, target.url, clock);
    return { caller, probe, ready, close: () => transport.close() };
  },
};

const READY_AFTER = { attempts: 600, everyMs: 50 };

/** Waits until a target that is being restarted answers, and not for what it stands behind. */
async function answersAgain(transport: HttpTransport, url: string, clock: Clock): Promise<void> {
  const request: HttpRequest = { kind: "http", method: "GET", url: `${url}/`, headers: [SIGNATURE] };
  for (let attempt = 0; attempt < READY_AFTER.attempts; attempt++) {
    const answer = await transport.exchange(request);
    if ("kind" in answer && answer.status < 500) return;
    await clock.sleep(READY_AFTER.everyMs);
  }
  throw new CannotTest("the target did not answer within half a minute after its restart");
}

/** The suite says who it is, so that an operator finds it in a log. */
const SIGNATURE: Header = ["user-agent", "authmark (conformance suite)"];

/** The request as it is sent. */
function vary(plain: HttpRequest, { request: change = unchanged, exactly }: Variation): HttpRequest {
  if (!exactly) {
    const changed = sendable(change(plain));
    return changed.headers.some(([name]) => name === SIGNATURE[0])
      ? changed
      : { ...changed, headers: [...changed.headers, SIGNATURE] };
  }
  const { body } = plain;
  const length: Header[] = body === undefined ? [] : [["content-length", String(bytesOf(body).length)]];
  const framing: Header[] = [["host", new URL(plain.url).host], ...plain.headers, ...length];
  return change({ ...plain, headers: [...framing, SIGNATURE, ["connection", "close"]] });
}

/** The request, unless it cannot be spelt: a text that a check tries, or that the target gave, may fit in no field. */
function sendable(request: HttpRequest): HttpRequest {
  const misfit = request.headers.find(([, value]) => !isFieldText(value));
  if (misfit) throw new CannotTest(`the field ${misfit[0]} cannot carry the characters that it should`);
  return request;
}

/** Larger bodies may be over a limit, and a server may close the connection on what is. */
const SURELY_WITHIN_LIMITS = 8192;

function mayCloseOn({ body = "" }: HttpRequest, mayClose?: true): { mayClose?: true } {
  return mayClose || bytesOf(body).length > SURELY_WITHIN_LIMITS ? { mayClose: true } : {};
}

const NO_OPERATION: HttpOperation = { method: "", path: "", outcomes: {}, take: {} };

const unchanged = (request: HttpRequest): HttpRequest => request;
