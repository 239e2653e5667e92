import type { SecureVersion } from "node:tls";
import type { Body, Exchange, Roles } from "../model/exchange.ts";

/** How a connection is opened. */
export interface Opening {
  /** What reports call it, beside its number. */
  readonly label?: string;
  /** An address of this machine to connect from; only for checks that need `second-address`. */
  readonly from?: string;
  /** The newest version of TLS that is offered. */
  readonly newestTls?: SecureVersion;
}

/** What is otherwise than the binding makes a command, or its way. */
export interface CommandVariation {
  /** The `message_id` of the envelope, whatever it is; without it, the envelope has none. */
  readonly messageId?: unknown;
  /** Changes the envelope before it is written as JSON. */
  readonly envelope?: (envelope: Readonly<Record<string, unknown>>) => unknown;
  /** Changes the line, which is JSON without the end of a line. */
  readonly line?: (line: string) => Body;
  /** What ends the line; a line feed without it. */
  readonly end?: string;
  /** Cuts what is sent, its end among it, into packets that go out one after the other. */
  readonly cut?: (bytes: Buffer) => readonly Uint8Array[];
  /** The server may close the connection in place of an answer. */
  readonly mayClose?: true;
  /** It is a login of this user that will fail. */
  readonly fails?: string;
}

/** One of several commands that go out in one packet. */
export interface Command<Operation extends string = string> {
  readonly operation: Operation;
  readonly roles?: Roles;
  /** How the packet is cut, the first of them says. */
  readonly variation?: CommandVariation;
}

/** What is sent that is no command, and what comes of it. */
export interface RawWay<Operation extends string = string> {
  /** What the exchange is called. */
  readonly name?: string;
  /** Reads the answer as one to this operation; without it, the outcome of any answer is `unrecognized`. */
  readonly as?: Operation;
  /** No answer is waited for: the outcome is then `sent`. */
  readonly unanswered?: true;
  /** Ends the sending direction behind it. */
  readonly halfClose?: true;
  /** How long a silence may last, in milliseconds; as long as always without it. */
  readonly withinMs?: number;
  readonly mayClose?: true;
}

/**
 * A connection to a target that speaks in lines. Answers are taken in the order of what was asked. One that cannot be
 * opened says so in the exchange of whatever is asked on it.
 *
 * A line whose name no answer of the protocol has, with no `message_id`, is a push where an answer comes behind it, and
 * else the answer. What came before the question was asked is a push as well.
 */
export interface StreamConnection<Operation extends string = string> {
  readonly number: number;
  /** Sends a command, and waits for its answer. */
  ask(operation: Operation, roles?: Roles, variation?: CommandVariation): Promise<Exchange>;
  /** Sends several commands in one packet; an exchange for each, in their order. */
  askTogether(commands: readonly Command<Operation>[]): Promise<Exchange[]>;
  /** Sends bytes as they are, a packet for each item, and waits for one line. */
  send(packets: Body | readonly Body[], way?: RawWay<Operation>): Promise<Exchange>;
  /** Waits for a line that nobody has asked for: the outcome is `line`, or else `quiet` or `closed`. */
  next(withinMs?: number): Promise<Exchange>;
  /** Waits until the server ends the connection: the outcome is `closed`, or else `open`. */
  closed(withinMs?: number): Promise<Exchange>;
  /** Ends the sending direction; the other one stays open. */
  halfClose(): void;
  /** Reads nothing any more, so that what the server sends fills its buffers. */
  stopReading(): void;
  /** Ends the connection; at the end of its check that is done for every one. */
  close(): void;
}

/** Asks a target over a stream of lines, as its binding spells it, on the record of one check. */
export interface StreamCaller<Operation extends string = string> {
  /** Opens a connection; it is there when this resolves, or cannot be opened. */
  open(opening?: Opening): Promise<StreamConnection<Operation>>;
  /**
   * Takes one failure of a user from the budget of failed logins, before a connection is opened for it alone.
   *
   * @returns the address to open it from, if that matters
   * @throws CannotTest where it would have to wait for too long
   */
  failing(username: string): Promise<string | undefined>;
}
