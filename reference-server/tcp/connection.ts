import type { Socket } from "node:net";
import type { CreateSplitter, Line } from "./framing.ts";
import type { Timers } from "./timers.ts";

/** Milliseconds that a client has to close a connection which the server has ended. */
const linger = 1_000;

/** A connection as seen by who answers on it. */
export interface Wire {
  /** The client's address, as the socket tells it. */
  readonly address: string;
  /** Sends bytes, and resolves when there is room for more: who does not read what is sent is asked for no more lines. */
  send(text: string): Promise<void>;
  /** Ends the connection once the line in work is answered. No other line is taken. */
  finish(): void;
}

/** What answers the lines of one connection. */
export interface Conversation {
  /** Takes the next line; the one after it comes when this resolves. */
  take(line: Line): Promise<void>;
  /** Is told once that the connection is over. */
  close(): void;
}

/** Begins to answer on a connection. */
export type Converse = (wire: Wire) => Conversation;

/** How connections are served. */
export interface ConnectionOptions {
  readonly createSplitter: CreateSplitter;
  /** Bytes that a line may have. */
  readonly lineLimit: number;
  readonly timers: Timers;
  /** Seconds after which a connection is dropped on which no line has come, or an answer has not been read. */
  readonly idleTimeout: number;
  /** Is told of a fault of whoever answers. The connection is dropped. */
  onFault(error: unknown): void;
}

/**
 * Serves one connection: its lines are answered one after another, and no more bytes are read while one is in work. When
 * the client ends its side, what it has sent is still answered.
 *
 * @param socket must stay open for writing when its other side ends (`allowHalfOpen`)
 * @returns how to end it: what is in work is still answered
 */
export function serveConnection(socket: Socket, converse: Converse, options: ConnectionOptions): () => void {
  const { createSplitter, lineLimit, timers, idleTimeout, onFault } = options;
  let [isBusy, isFinishing] = [false, false];
  let callOff = () => {};
  const wait = () => {
    callOff();
    callOff = timers.after(idleTimeout * 1_000, () => socket.destroy());
  };
  const finish = () => {
    isFinishing = true;
    if (!isBusy) leave(socket);
  };
  const conversation = converse({ address: socket.remoteAddress ?? "", send: (text) => send(socket, text), finish });

  const answer = async (lines: readonly Line[]) => {
    for (const line of lines) {
      if (isFinishing || socket.destroyed) return;
      wait();
      isBusy = true;
      await conversation.take(line);
      isBusy = false;
      wait();
    }
  };
  const run = async () => {
    const splitter = createSplitter(lineLimit);
    // What comes after the end is read and thrown away: a connection that is closed with unread bytes loses its last answers.
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      if (!isFinishing) await answer(splitter.push(chunk));
      if (isFinishing) leave(socket);
    }
    await answer(splitter.end());
    leave(socket);
  };

  // A client that breaks off is no fault. Its error comes out of the iterator as well, and `close` follows.
  socket.on("error", () => {});
  socket.once("close", () => {
    callOff();
    conversation.close();
  });
  wait();
  run().catch((error) => {
    if (!socket.destroyed) onFault(error);
    socket.destroy();
  });
  return finish;
}

async function send(socket: Socket, text: string): Promise<void> {
  if (!socket.writable || socket.write(text)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      socket.off("drain", done).off("close", done);
      resolve();
    };
    socket.on("drain", done).on("close", done);
  });
}

/** Sends the end behind what is still to be sent, and closes when the client has done so too, or takes too long. */
function leave(socket: Socket): void {
  if (socket.writableEnded) return;
  socket.end(() => {
    const drop = setTimeout(() => socket.destroy(), linger);
    socket.once("close", () => clearTimeout(drop));
  });
}
