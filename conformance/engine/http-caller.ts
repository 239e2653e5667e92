import { isFieldText } from "../kit/prepared.ts";
import { CannotTest } from "../model/errors.ts";
import type { Exchange, HttpRequest, Roles } from "../model/exchange.ts";
import type { Target } from "../model/target.ts";
import type { HttpWire } from "../model/wire.ts";
import { decode } from "../targets/wire/decode.ts";
import { encode } from "../targets/wire/encode.ts";
import { type Connection, createHttpTransport } from "./http-transport.ts";
import { createPatience } from "./patience.ts";
import type { Recorder } from "./recorder.ts";
import type { Means } from "./suite.ts";

/** What is otherwise than the binding makes it. */
export interface Variation {
  /** Changes the request before it is sent. */
  readonly request?: (request: HttpRequest) => HttpRequest;
  /** Sends it on this connection. */
  readonly on?: Connection;
  /** The server may close the connection in place of an answer. */
  readonly mayClose?: true;
}

/** Asks a target over HTTP, as its binding spells it, on the record. */
export interface HttpCaller<Operation extends string = string> {
  call(operation: Operation, roles: Roles, variation?: Variation): Promise<Exchange>;
  /** Sends a request that belongs to no operation; `path` is below the target's URL. */
  send(method: string, path: string, variation?: Variation): Promise<Exchange>;
  connect(): Connection;
}

/** The transport of the protocols over HTTP. */
export const http = {
  /** Opens the way to a target; `caller` asks on it, each check with a record of its own. */
  open(target: Target, wire: HttpWire, { clock, maxWaitMs }: Means) {
    const transport = createHttpTransport(target);
    const patiently = createPatience(clock, maxWaitMs);
    const operations = { ...wire.operations, ...target.wire };
    const caller = (recorder: Recorder): HttpCaller => ({
      async call(operation, roles, { request: vary = unchanged, on, mayClose } = {}) {
        const binding = operations[operation];
        if (!binding) throw new Error(`The wire does not spell ${operation}.`);
        const request = sendable(withSignature(vary(encode(target.url, binding, roles))));
        return recorder.record(
          { operation, sent: roles, request, ...mayCloseOn(request, mayClose) },
          (silenceMs) => patiently(() => transport.exchange(request, on, silenceMs)),
          (response) => decode(binding, response),
        );
      },
      async send(method, path, { request: vary = unchanged, on, mayClose } = {}) {
        const plain: HttpRequest = { kind: "http", method, url: target.url + path, headers: [] };
        const request = sendable(withSignature(vary(plain)));
        return recorder.record(
          { sent: {}, request, ...mayCloseOn(request, mayClose) },
          (silenceMs) => patiently(() => transport.exchange(request, on, silenceMs)),
          (response) => decode(NO_OPERATION, response),
        );
      },
      connect: () => transport.connect(),
    });
    return { caller, close: () => transport.close() };
  },
};

/** Larger bodies may be over a limit, and a server may close the connection on what is. */
const SURELY_WITHIN_LIMITS = 8192;

function mayCloseOn({ body }: HttpRequest, mayClose?: true): { mayClose?: true } {
  const size = typeof body === "object" ? body.base64.length * 0.75 : Buffer.byteLength(body ?? "");
  return mayClose || size > SURELY_WITHIN_LIMITS ? { mayClose: true } : {};
}

const NO_OPERATION = { method: "", path: "", outcomes: {}, take: {} };

const unchanged = (request: HttpRequest): HttpRequest => request;

/** The request, unless it cannot be spelt: a text that a check tries, or that the target gave, may fit in no field. */
function sendable(request: HttpRequest): HttpRequest {
  const misfit = request.headers.find(([, value]) => !isFieldText(value));
  if (misfit) throw new CannotTest(`the field ${misfit[0]} cannot carry the characters that it should`);
  return request;
}

/** The suite says who it is, so that an operator finds it in a log. */
function withSignature(request: HttpRequest): HttpRequest {
  return { ...request, headers: [...request.headers, ["user-agent", "authmark (conformance suite)"]] };
}
