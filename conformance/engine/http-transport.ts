import { createSecureContext } from "node:tls";
import { Agent, Client, type Dispatcher } from "undici";
import { bytesOf } from "../kit/http.ts";
import type { Header, HttpRequest, HttpResponse, TransportError } from "../model/exchange.ts";
import type { Target } from "../model/target.ts";
import { type ExactWay, sendExact } from "./exact-request.ts";
import { SILENCE_MS } from "./liveness.ts";
import { toTransportError } from "./transport-error.ts";

/** Bodies are read up to here; what follows is not a server's answer to a client any more. */
const MAX_BODY = 1024 * 1024;

/** A connection that requests share, one after the other. */
export interface Connection {
  readonly dispatcher: Dispatcher;
}

/** Sends requests as they are given, and reports what came back as it came. */
export interface HttpTransport {
  /**
   * Sends one request; without `connection`, on a new connection that is closed afterwards.
   *
   * @param silenceMs how long a silence may last; the whole exchange may take twice as long
   */
  exchange(request: HttpRequest, connection?: Connection, silenceMs?: number): Promise<HttpResponse | TransportError>;
  /** Sends one request as it is written, whatever HTTP thinks of it, on a connection of its own. */
  exact(
    request: HttpRequest,
    way: Omit<ExactWay, "ca" | "secureContext" | "silenceMs">,
    silenceMs?: number,
  ): Promise<HttpResponse | TransportError>;
  /** Opens a connection that is kept between requests; `pipelined` of them go out without waiting for an answer. */
  connect(pipelined?: number): Connection;
  /** New connections from an address of this machine; without one, from whichever it has. */
  from(localAddress: string | undefined): Connection;
  close(): Promise<void>;
}

/**
 * Creates the transport to a target: no redirects followed, no bodies decompressed, everything bounded.
 *
 * @param timeoutMs how long a silence may last where an exchange does not say otherwise
 */
export function createHttpTransport({ url, ca }: Pick<Target, "url" | "ca">, timeoutMs = SILENCE_MS): HttpTransport {
  // One context for all connections: to make one takes longer than most answers.
  const secureContext = url.startsWith("https:") ? createSecureContext(ca === undefined ? {} : { ca }) : undefined;
  const options = { connect: { timeout: timeoutMs, ...(secureContext && { secureContext }) } };
  // A server may close an idle connection at the very moment of the next request. Without keeping connections, a
  // connection that is closed was closed on purpose.
  const oneEach = new Agent({ ...options, pipelining: 0 });
  const kept: Dispatcher[] = [];
  const byAddress = new Map<string, Connection>();
  return {
    exchange: (request, connection, silenceMs = timeoutMs) =>
      toAnswer(read(request, connection?.dispatcher ?? oneEach, silenceMs)),
    exact: (request, way, silenceMs = timeoutMs) =>
      toAnswer(readExact(request, { ...way, silenceMs, ca, secureContext })),
    connect(pipelined = 1) {
      const client = new Client(new URL(url).origin, { ...options, pipelining: pipelined });
      kept.push(client);
      return { dispatcher: client };
    },
    from(localAddress) {
      if (localAddress === undefined) return { dispatcher: oneEach };
      const known = byAddress.get(localAddress);
      if (known) return known;
      const agent = new Agent({ ...options, localAddress, pipelining: 0 });
      kept.push(agent);
      byAddress.set(localAddress, { dispatcher: agent });
      return { dispatcher: agent };
    },
    async close() {
      await Promise.all([oneEach, ...kept].map((dispatcher) => dispatcher.destroy()));
    },
  };
}

async function read(request: HttpRequest, dispatcher: Dispatcher, silenceMs: number): Promise<HttpResponse> {
  const response = await dispatcher.request({
    ...split(request.url),
    method: request.method as Dispatcher.HttpMethod,
    headers: request.headers.flat(),
    responseHeaders: "raw",
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    signal: AbortSignal.timeout(2 * silenceMs),
    // Where requests are pipelined, none waits for the answer before it.
    blocking: false,
    ...(request.body !== undefined && { body: bytesOf(request.body) }),
  });
  const { text, truncated } = await readBounded(response.body);
  const headers = pairs(response.headers as unknown as readonly (string | Buffer)[]);
  return { kind: "http", status: response.statusCode, headers, body: text, ...(truncated && { truncated }) };
}

async function readExact(request: HttpRequest, way: ExactWay): Promise<HttpResponse> {
  const { response, ended } = await sendExact(request, way);
  const { text, truncated } = await readBounded(response);
  const headers = pairs(response.rawHeaders);
  const status = response.statusCode ?? 0;
  const isEnded = await ended();
  return {
    kind: "http",
    status,
    headers,
    body: text,
    ...(truncated && { truncated }),
    ...(isEnded && { ended: true }),
  };
}

async function toAnswer(response: Promise<HttpResponse>): Promise<HttpResponse | TransportError> {
  return response.catch(toTransportError);
}

/** Origin and path as they are written: a URL's parser would tidy the path up. */
function split(url: string): { origin: string; path: string } {
  const slash = url.indexOf("/", url.indexOf("//") + 2);
  return slash < 0 ? { origin: url, path: "/" } : { origin: url.slice(0, slash), path: url.slice(slash) };
}

/** Decodes while it reads: what waits to be put together would be there twice. */
async function readBounded(body: AsyncIterable<Uint8Array>): Promise<{ text: string; truncated?: true }> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let text = "";
  let left = MAX_BODY;
  for await (const chunk of body) {
    text += decoder.decode(chunk.subarray(0, left), { stream: true });
    left -= chunk.length;
    if (left < 0) return { text: text + decoder.decode(), truncated: true };
  }
  return { text: text + decoder.decode() };
}

function pairs(raw: readonly (string | Buffer)[]): Header[] {
  const texts = raw.map((part) => (typeof part === "string" ? part : part.toString("latin1")));
  return Array.from({ length: texts.length / 2 }, (_, index) => [texts[2 * index] ?? "", texts[2 * index + 1] ?? ""]);
}
