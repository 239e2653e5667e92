import { type IncomingMessage, request } from "node:http";
import { connect, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls, type SecureContext, TLSSocket } from "node:tls";
import { bytesOf } from "../kit/http.ts";
import type { HttpRequest } from "../model/exchange.ts";

/** How an exact request goes out. */
export interface ExactWay {
  /** For TLS, unless old versions are offered. */
  readonly secureContext?: SecureContext | undefined;
  /** The authority that signed the certificate, in PEM. */
  readonly ca?: string | undefined;
  /** How long a silence may last, in milliseconds; the whole answer may take twice as long. */
  readonly silenceMs: number;
  /** The newest version of TLS that is offered; without it, whatever Node offers. */
  readonly newestTls?: "TLSv1.1";
  /** The address of this machine to connect from. */
  readonly localAddress?: string | undefined;
  /** Cuts the connection so many milliseconds after the request went out, whatever comes back. */
  readonly cutAfterMs?: number | undefined;
  /** Awaited before the last byte is sent: requests that wait for one another reach a server together. */
  readonly beforeLastByte?: (() => Promise<void>) | undefined;
}

/** What came back. */
export interface ExactAnswer {
  readonly response: IncomingMessage;
  /** Whether the server ends the connection within {@link PROMPTLY} milliseconds of its answer. */
  ended(): Promise<boolean>;
}

/** A server that closes a connection does so with its answer. */
const PROMPTLY = 500;

/**
 * Sends a request exactly as it is written, on a connection of its own, whatever HTTP thinks of it: no field is added,
 * checked or joined. The answer is read by Node's own parser.
 *
 * @throws what the network, TLS or the parser says, with its `code`
 */
export async function sendExact(asked: HttpRequest, way: ExactWay): Promise<ExactAnswer> {
  const socket = open(new URL(asked.url), way);
  const answer = answerOn(socket, asked.method);
  // What the answer says counts, also where it comes before the whole request is out.
  answer.catch(() => {});
  const late = () => socket.destroy(timeout());
  socket.setTimeout(way.silenceMs, late);
  const bytes = toBytes(asked);
  try {
    await Promise.race([write(socket, bytes.subarray(0, -1)), answer]).catch(async (error) => {
      // Others may wait for this one, also where it fails.
      await way.beforeLastByte?.();
      throw error;
    });
    await way.beforeLastByte?.();
    socket.write(bytes.subarray(-1));
    if (way.cutAfterMs !== undefined) return await cut(socket, way.cutAfterMs);
    const deadline = setTimeout(late, 2 * way.silenceMs);
    socket.once("close", () => clearTimeout(deadline));
    return { response: await answer, ended: endOf(socket) };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function open(url: URL, { ca, secureContext, newestTls, localAddress }: ExactWay) {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const where = { host, port: Number(url.port || (url.protocol === "https:" ? 443 : 80)), localAddress };
  if (url.protocol === "http:") return connect(where);
  // OpenSSL offers what is old only at its lowest level of security.
  const old = newestTls && { minVersion: "TLSv1" as const, maxVersion: newestTls, ciphers: "DEFAULT@SECLEVEL=0" };
  const context = secureContext && !old ? { secureContext } : { ...old, ...(ca !== undefined && { ca }) };
  return connectTls({ ...where, ...context, servername: /[a-z]/i.test(host) ? host : "" });
}

function write(socket: Duplex, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));
}

/** Lets Node's client read an answer from a connection on which it writes nothing. */
function answerOn(socket: Duplex, method: string): Promise<IncomingMessage> {
  const connection = new Duplex({ read: () => {}, write: (_chunk, _encoding, done) => done() });
  socket.on("data", (chunk) => connection.push(chunk));
  socket.once("end", () => connection.push(null));
  socket.once("error", (error) => connection.destroy(error));
  return new Promise((resolve, reject) => {
    const client = request({ method, createConnection: () => connection });
    client.on("response", (response) => {
      // Without a length, a body would count as whole wherever its connection breaks.
      client.on("error", (error) => !response.readableEnded && response.destroy(error));
      resolve(response);
    });
    client.on("error", reject);
    client.end();
  });
}

/** Tells the end of a connection that is no longer read, and closes it. */
function endOf(socket: Duplex): () => Promise<boolean> {
  const ended = new Promise<boolean>((resolve) =>
    socket.once("end", () => resolve(true)).once("close", () => resolve(true)),
  );
  return async () => {
    const timer = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PROMPTLY).unref());
    const isEnded = socket.readableEnded || (await Promise.race([ended, timer]));
    socket.destroy();
    return isEnded;
  };
}

function toBytes({ method, url, headers, body = "" }: HttpRequest): Buffer {
  const target = url.slice(url.indexOf("/", url.indexOf("//") + 2));
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), "", ""];
  return Buffer.concat([Buffer.from(lines.join("\r\n"), "latin1"), bytesOf(body)]);
}

/** Ends a connection as a network that fails does: the server is told by a reset, and nothing more is read. */
async function cut(socket: Socket, afterMs: number): Promise<never> {
  await sleep(afterMs);
  // A socket of TLS has no reset of its own.
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
  throw Object.assign(new Error("the suite cut the connection"), { code: "ECONNRESET" });
}

function timeout(): Error {
  return Object.assign(new Error("nothing came back in time"), { code: "ETIMEDOUT" });
}
