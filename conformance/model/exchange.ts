/** Values by what they mean: what a request carried, or what was found in a response. */
export type Roles = Readonly<Record<string, unknown>>;

export type Header = readonly [name: string, value: string];

/** Text, or, where the bytes are no UTF-8, their base64. */
export type Body = string | { readonly base64: string };

export interface HttpRequest {
  readonly kind: "http";
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: Body;
  /** So many characters more the body had, which are not kept. */
  readonly unkept?: number;
}

export interface HttpResponse {
  readonly kind: "http";
  readonly status: number;
  /** As they came: in order, repeated, in the sender's spelling. */
  readonly headers: readonly Header[];
  readonly body: string;
  /** The body went on behind the limit, and was not read further. */
  readonly truncated?: true;
  /** The server ended the connection behind it; told of exact requests alone. */
  readonly ended?: true;
}

/** A connection of a check, as plain data. */
export interface ConnectionData {
  /** Which of the check's connections it is, counted from 1. */
  readonly number: number;
  /** What the check calls it. */
  readonly label?: string;
  /** The address of this machine that it was opened from, where that matters. */
  readonly from?: string;
}

/** What went out at once: a packet, as far as a network keeps them apart. */
export interface Packet {
  /** Which packet of its connection it is, counted from 1. What went out together has the same. */
  readonly number: number;
  /** How long it is, with the ends of lines, and with other commands that went out in it. */
  readonly bytes: number;
}

/** A command in a line, or whatever was sent on a connection in its place; nothing, where something was waited for. */
export interface StreamRequest {
  readonly kind: "stream";
  readonly url: string;
  readonly connection: ConnectionData;
  /** What was sent, without the end of its line; absent where nothing was. */
  readonly body?: Body;
  /** So many characters more that was, which are not kept. */
  readonly unkept?: number;
  /** What ended the line, where that was no line feed. */
  readonly end?: string;
  /** The packets that it went out in, one after the other. */
  readonly packets: readonly Packet[];
  /** What was done beside that, or waited for, in a few words. */
  readonly doing?: string;
}

/** The line that came back. */
export interface StreamResponse {
  readonly kind: "stream";
  /** The line without its end; empty where none came. */
  readonly body: string;
  /** The line had no end: the connection ended in it. */
  readonly unterminated?: true;
  /** The line went on behind the limit, and was not read further. */
  readonly truncated?: true;
  /** Lines that came before it and answer nothing, such as pushes. */
  readonly pushed?: readonly string[];
  /** How the connection had ended when the line was read; absent where it had not. */
  readonly ended?: "closed" | "reset";
}

/** What a transport makes of an answer that is none of the operation's outcomes. */
export type Fallback =
  /** The target says that the request is at fault. */
  | "refused"
  /** The target says that there were too many requests. */
  | "rateLimited"
  /** The target says that itself is at fault. */
  | "serverError"
  /** Anything else that came back. */
  | "unrecognized"
  /** Nothing came back. */
  | "unanswered";

/** The outcome of an exchange in which it was the target who asked, and the suite that answered. */
export const ASKED = "asked";

/** What a response means. */
export interface Meaning {
  readonly outcome: string;
  readonly taken: Roles;
  readonly said: string;
}

/** What goes over a wire; each transport adds its own kind. */
export type Request = HttpRequest | StreamRequest;
export type Response = HttpResponse | StreamResponse;

/** Why there is no response. */
export interface TransportError {
  readonly code: "unreachable" | "closed" | "timeout" | "tls" | "malformed";
  /** What the network said, for people. */
  readonly message: string;
}

/** One request and what became of it, as plain data. */
export interface Exchange {
  /** Its name in the check, unique there. */
  readonly step: string;
  /** The protocol's operation; absent where the request belongs to none. */
  readonly operation?: string;
  readonly sent: Roles;
  readonly request: Request;
  readonly response?: Response;
  readonly error?: TransportError;
  /** What the wire binding makes of the response: one of the operation's outcomes, or one of {@link Fallback}. */
  readonly outcome: string;
  /** The answer in a few words. */
  readonly said: string;
  readonly taken: Roles;
  /** The check allows that the connection is closed in place of an answer. */
  readonly mayClose?: true;
  /** To be told that there were too many requests is an answer that the check judges. */
  readonly mayBeLimited?: true;
  /** What the target fetched meanwhile of what the request names, each in a few words; where the check looked. */
  readonly fetched?: readonly string[];
  /** Milliseconds since the epoch, by the suite's clock. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** What a check saw, by step. */
export type Evidence = Readonly<Record<string, Exchange>>;
