import { rolesIn } from "../kit/placeholders.ts";
import { CannotTest, PreparationFailed } from "../model/errors.ts";
import type { Exchange, HttpRequest, HttpResponse, Meaning, Roles } from "../model/exchange.ts";
import type { Readiness } from "../model/start.ts";
import type { Target } from "../model/target.ts";
import type { HttpOperation, HttpWire } from "../model/wire.ts";
import { decode } from "../targets/wire/decode.ts";
import { encode } from "../targets/wire/encode.ts";
import { settingsOf } from "../targets/wire/settings.ts";
import { untyped } from "../targets/wire/untyped.ts";
import { answersAgain } from "./answers-again.ts";
import { dateOf, dateRequest } from "./date-of.ts";
import type { ExactWay } from "./exact-request.ts";
import { framed, mayCloseOn, signed } from "./http-request.ts";
import { askBefore, secretCookies } from "./http-steps.ts";
import { type Connection, createHttpTransport } from "./http-transport.ts";
import { createFailures, createPace } from "./limits.ts";
import { createPatience } from "./patience.ts";
import type { Intent, Recorder } from "./recorder.ts";
import type { Means } from "./suite.ts";

/** What is otherwise than the binding makes it; the steps before an operation stay as they are. */
export interface Variation {
  /** Changes the request before it is sent. */
  readonly request?: (request: HttpRequest) => HttpRequest;
  /** Sends it on this connection. */
  readonly on?: Connection;
  /** The server may close the connection in place of an answer. */
  readonly mayClose?: true;
  /** The check judges a 429: it is not waited for, and nobody else has to wait because of it. */
  readonly mayBeLimited?: true;
  /** Sends the fields that the request then has and no others, on a connection of its own. */
  readonly exactly?: Pick<ExactWay, "newestTls" | "beforeLastByte" | "cutAfterMs">;
  /** Asks from this address of this machine, for a target that has many to be asked from. */
  readonly from?: string;
  /** It is a login of this user that will fail. */
  readonly fails?: string;
}

/** Asks a target over HTTP, as its binding spells it, on the record. */
export interface HttpCaller<Operation extends string = string> {
  /** @throws PreparationFailed where a step before the operation does not succeed */
  call(operation: Operation, roles: Roles, variation?: Variation): Promise<Exchange>;
  /** Sends a request that belongs to no operation; `path` is below the target's URL. */
  send(method: string, path: string, variation?: Variation): Promise<Exchange>;
  /** The methods that the target's operations are asked with at a URL. */
  methodsAt(url: string): readonly string[];
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
    const operations = { ...wire.operations, ...target.wire } as HttpWire["operations"];
    const from = async ({ fails, from: address }: Variation) =>
      fails === undefined ? address : failure(fails, address);
    const settings = settingsOf(operations);
    const caller = (recorder: Recorder): HttpCaller => {
      for (const { name, value } of settings) recorder.secret(name, value);
      const send = async (
        asked: Asked,
        read: Read,
        { on, exactly, mayClose, mayBeLimited }: Variation,
        localAddress?: string,
      ) => {
        const { again, ...intent } = asked;
        let request: HttpRequest | undefined;
        const once = async (silenceMs: number) => {
          // What the steps before it have yielded may be good for one request only.
          request = request === undefined || !again ? intent.request : await again();
          await pace();
          if (exactly) return transport.exact(request, { ...exactly, localAddress }, silenceMs);
          return transport.exchange(request, on ?? transport.from(localAddress), silenceMs);
        };
        const exchange = await recorder.record(
          { ...intent, ...mayCloseOn(intent.request, mayClose), ...(mayBeLimited && { mayBeLimited }) },
          (silenceMs) => (mayBeLimited ? once(silenceMs) : patiently(() => once(silenceMs))),
          (response) => ({ ...read(response, clock.now()), request: request ?? intent.request }),
        );
        for (const value of secretCookies(exchange)) recorder.secret("cookie", value);
        return exchange;
      };
      return {
        async call(operation, roles, variation = {}) {
          const binding = operations[operation];
          if (!binding) throw new Error(`The wire does not spell ${operation}.`);
          refuseUnspeakable(binding, wire.operations[operation], roles);
          const localAddress = await from(variation);
          const step = (intent: Asked, read: Read) => send(intent, read, {}, localAddress);
          const parts = { url: target.url, recorder, send: step };
          const prepare = async () => {
            const prepared = await askBefore(operation, binding, roles, parts);
            return vary(encode(target.url, binding, prepared.roles, prepared.cookies), variation);
          };
          const request = await prepare().catch(async (error) => {
            // Others may wait for this one, also where it fails.
            await variation.exactly?.beforeLastByte?.();
            throw error;
          });
          const asked: Asked = { operation, sent: roles, request, ...(binding.before && { again: prepare }) };
          return send(asked, reading(binding), variation, localAddress);
        },
        async send(method, path, variation = {}) {
          const request = vary({ kind: "http", method, url: target.url + path, headers: [] }, variation);
          return send({ sent: {}, request }, reading(NO_OPERATION), variation, await from(variation));
        },
        methodsAt: (url) =>
          Object.values(operations).flatMap((operation) =>
            operation && target.url + operation.path === url.split("?")[0] ? [operation.method] : [],
          ),
        connect: (pipelined) => transport.connect(pipelined),
      };
    };
    const probe = async (recorder: Recorder, operation: string) => {
      const binding = operations[operation];
      // Without its roles, the path of an operation may be another one, or none.
      if (!binding || [...(binding.before ?? []), binding].some(({ path }) => rolesIn(path).length > 0))
        return undefined;
      return caller(recorder).call(operation, {}).catch(failedExchange);
    };
    const ready = (readiness?: Readiness) => answersAgain(transport, target.url, clock, readiness);
    const time = async () => dateOf(await transport.exchange(dateRequest(target.url)));
    return { caller, probe, ready, time, close: () => transport.close() };
  },
};

interface Asked extends Intent {
  readonly request: HttpRequest;
  /** What is sent where the target asks to be asked later; without it, the same. */
  readonly again?: () => Promise<HttpRequest>;
}

/** Reads a response that came at an instant, in milliseconds since the epoch. */
type Read = (response: HttpResponse, receivedAt: number) => Meaning;

function reading(binding: Pick<HttpOperation, "outcomes" | "take">): Read {
  return (response, receivedAt) => decode(binding, response, receivedAt);
}

const NO_OPERATION = { outcomes: {}, take: {} };

function vary(plain: HttpRequest, { request: change = unchanged, exactly }: Variation): HttpRequest {
  return exactly ? change(framed(plain)) : signed(change(plain));
}

const unchanged = (request: HttpRequest): HttpRequest => request;

/** @throws CannotTest where a value would lose by the target's wire what is odd about it */
function refuseUnspeakable(own: HttpOperation, known: HttpOperation | undefined, roles: Roles): void {
  const role = known && untyped(own, known, roles);
  if (role !== undefined) throw new CannotTest(`the target's wire carries ${role} as text, and no other type`);
}

/** What a look at an operation shows of one that has not been reached. */
function failedExchange(error: unknown): Exchange {
  if (error instanceof PreparationFailed) return error.exchange;
  throw error;
}
