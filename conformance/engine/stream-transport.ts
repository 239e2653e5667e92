import { once } from "node:events";
import type { Socket } from "node:net";
import { createSecureContext } from "node:tls";
import { CannotTest } from "../model/errors.ts";
import type { TransportError } from "../model/exchange.ts";
import type { Timers } from "../model/ports.ts";
import type { Target } from "../model/target.ts";
import { createLineReader, MAX_LINE, type ReadLine } from "./line-reader.ts";
import { systemTimers } from "./ports.ts";
import { openSocket, type SocketWay } from "./socket.ts";
import { toTransportError } from "./transport-error.ts";

/** How a connection ended: in order, or by an error. */
export type Ended = "closed" | "reset";

/** A connection of lines, as it is on the network. */
export interface LineConnection {
  /** Why it could not be opened; absent where it could. */
  readonly failed: TransportError | undefined;
  /** How it has ended; absent as long as it has not. */
  ended(): Ended | undefined;
  /** Sends bytes at once, as one packet as far as a network keeps them apart; resolves when they are out of hand. */
  write(bytes: Uint8Array): Promise<void>;
  /** The lines that have come, and that nobody has read; they are read by that. */
  readAll(): ReadLine[];
  /** The next line; nothing within so many milliseconds is a timeout, and an end is `closed`. */
  read(withinMs: number): Promise<ReadLine | TransportError>;
  /** Waits for the end; `undefined` where there was none within so many milliseconds. */
  end(withinMs: number): Promise<Ended | undefined>;
  halfClose(): void;
  stopReading(): void;
  close(): void;
}

/** More lines than that, which nobody asked for, are a flood. */
export const MOST_LINES = 1000;
/** And so are lines that nobody has read and that have, all together, more characters than that. */
export const MOST_TEXT = 4 * MAX_LINE;
/** What is said of a connection on which more came. */
export const FLOOD: TransportError = { code: "malformed", message: "more came than anybody asked for" };

/** Opens connections to a target over TCP or TLS. */
export interface StreamTransport {
  /** @throws CannotTest where this machine has no such address */
  connect(way: Pick<SocketWay, "from" | "newestTls">, withinMs: number): Promise<LineConnection>;
  close(): void;
}

/** Creates the transport to a target; the timers say when a silence has lasted for so long. */
export function createStreamTransport(
  { url, ca }: Pick<Target, "url" | "ca">,
  timers: Timers = systemTimers,
): StreamTransport {
  const isTls = url.startsWith("tls:");
  // One context for all connections: to make one takes longer than most answers.
  const secureContext = isTls ? createSecureContext(ca === undefined ? {} : { ca }) : undefined;
  const sockets = new Set<Socket>();
  return {
    async connect(way, withinMs) {
      const socket = openSocket(url, { ...way, ca, secureContext });
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      const connection = lineConnection(socket, timers);
      return connection.opened(isTls ? "secureConnect" : "connect", withinMs, way.from);
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function lineConnection(socket: Socket, timers: Timers) {
  const reader = createLineReader();
  const lines: ReadLine[] = [];
  let failed: TransportError | undefined;
  let ended: Ended | undefined;
  let why: TransportError = { code: "closed", message: "the connection was closed" };
  let changed = Promise.withResolvers<void>();
  const change = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const take = (came: readonly ReadLine[]) => {
    lines.push(...came);
    const unread = lines.reduce((sum, { text }) => sum + text.length, 0);
    if (lines.length > MOST_LINES || unread > MOST_TEXT || came.some(({ truncated }) => truncated)) {
      why = FLOOD;
      socket.destroy();
    }
    change();
  };
  const finish = (how: Ended) => {
    if (ended !== undefined) return;
    ended = how;
    take(reader.end());
  };
  socket.on("data", (piece) => take(reader.push(piece as Buffer)));
  socket.once("end", () => finish("closed"));
  socket.on("error", (error) => {
    if (ended === undefined) why = toTransportError(error);
    finish("reset");
  });
  socket.once("close", () => finish("closed"));
  /** Waits for something to be there. */
  const until = async <T>(look: () => T | undefined, withinMs: number): Promise<T | undefined> => {
    let isLate = withinMs <= 0;
    const late = Promise.withResolvers<void>();
    const callOff = timers.after(withinMs, () => {
      isLate = true;
      late.resolve();
    });
    for (;;) {
      const found = look();
      if (found !== undefined || isLate) {
        callOff();
        return found;
      }
      await Promise.race([changed.promise, late.promise]);
    }
  };
  const connection: LineConnection = {
    get failed() {
      return failed;
    },
    ended: () => ended,
    write: (bytes) =>
      new Promise((resolve) => {
        // What is wrong with it shows in what is read then.
        if (ended !== undefined || !socket.writable) resolve();
        else socket.write(bytes, () => resolve());
      }),
    readAll: () => lines.splice(0),
    async read(withinMs) {
      const found = await until(() => lines.shift() ?? (ended && why), withinMs);
      return found ?? { code: "timeout", message: "nothing came back in time" };
    },
    end: (withinMs) => until(() => ended, withinMs),
    halfClose: () => void socket.end(),
    stopReading: () => void socket.pause(),
    close: () => void socket.destroy(),
  };
  return {
    async opened(event: string, withinMs: number, from: string | undefined): Promise<LineConnection> {
      const opening = new AbortController();
      const opened = once(socket, event, { signal: opening.signal }).then(
        () => true,
        () => true,
      );
      const isInTime = (await within(timers, opened, withinMs)) === true;
      opening.abort();
      if (ended !== undefined) {
        failed = why;
        if (from !== undefined && /EADDRNOTAVAIL/.test(why.message)) {
          throw new CannotTest(`this machine has no address ${from} to ask from`);
        }
      } else if (!isInTime) {
        failed = { code: "timeout", message: "no connection was made in time" };
        socket.destroy();
      }
      return connection;
    },
  };
}

/** What a promise comes to, or nothing where that takes longer. */
async function within<T>(timers: Timers, promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const callOff = timers.after(milliseconds, () => resolve(undefined));
  return Promise.race([promise, late]).finally(callOff);
}
