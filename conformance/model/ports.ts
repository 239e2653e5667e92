import type { HttpRequest, HttpResponse } from "./exchange.ts";

/** The suite's own clock; tests pass a clock of their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** Who waits for a target to answer; self-tests, whose target is in the same process, pass timers that are over sooner. */
export interface Timers {
  /** Calls back once, so many milliseconds from now, unless what it returns calls that off. */
  after(milliseconds: number, action: () => void): () => void;
}

/** What the suite offers where somebody may fetch it. */
export interface Content {
  readonly type: string;
  readonly body: string;
}

/** Something that a request to a target names, and that the target is not to fetch. */
export interface Bait {
  /** Where it is; nobody can guess it. */
  readonly url: string;
  /** What was asked for it since this was called last, each in a few words. */
  newFetches(): readonly string[];
}

/** A server of the suite's own, by which it sees what a target fetches. */
export interface Listener {
  /**
   * @param content made once it is known where it will be
   * @throws CannotTest where the suite cannot listen
   */
  offer(content: (url: string) => Content): Promise<Bait>;
  /**
   * A URL over TLS at which nothing is served: that somebody begins a handshake there is what it shows. Each has a port
   * of its own, so that there is none where the target file names the port.
   *
   * @throws CannotTest where the suite cannot listen
   */
  offerOverTls(): Promise<Bait | undefined>;
  close(): Promise<void>;
}

/** Randomness from a seed: the same seed draws the same. */
export interface Random {
  bytes(length: number): Uint8Array;
  /** An integer from 0 to `bound` - 1. */
  below(bound: number): number;
}

/** The mails that a target sends. */
export interface Mailbox {
  /** Is ready to take mails; before that, none arrive. */
  open(): Promise<void>;
  /**
   * The texts of the mails to an address, oldest first; empty where none has come.
   *
   * @throws CannotTest where mails cannot be read
   */
  mailsTo(address: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Answers what a target asks of the suite; nothing where the connection is to be closed in place of an answer. */
export type Part = (request: HttpRequest) => Promise<HttpResponse | undefined>;

/** A server of the suite's own that the target asks in its turn. */
export interface Counterpart {
  /** Begins to listen, if it has not. */
  open(): Promise<void>;
  /** Answers, from now on, the requests that are for this part; the others are for other parts, or for nobody. */
  play(part: { isFor(request: HttpRequest): boolean; answer: Part }): void;
  close(): Promise<void>;
}
