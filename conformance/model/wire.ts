/** Any JSON value in which a text `{role}` stands for the whole value with that meaning. */
export type Template = string | number | boolean | null | readonly Template[] | { readonly [name: string]: Template };

/** How a response is recognised: its status, and what its body or a field of it holds. */
export interface Matcher {
  /** One status (`200`), a class of them (`4xx`), or several of these. */
  readonly status: string | readonly string[];
  /** Something is in the body at this JSON Pointer (RFC 6901); the empty pointer is the whole body. */
  readonly at?: string;
  /** The response has this field. */
  readonly header?: string;
  /** And what is there is this. */
  readonly equals?: string | number | boolean | null;
}

/** What the value at a place says of a lifetime, where that is not already seconds from the answer on. */
export type Unit = (typeof UNITS)[number];
export const UNITS = [
  "seconds",
  "milliseconds",
  "epoch-seconds",
  "epoch-milliseconds",
  "iso8601",
  /** The `exp` of a JWT that is there (RFC 7519 §4.1.4). */
  "jwt",
  /** The Max-Age or Expires of the cookie (RFC 6265 §5.2). */
  "max-age",
] as const;

/** Where in a response a value is: in its body, in a field, or in a cookie that it sets. */
export interface Place {
  readonly at?: string;
  readonly header?: string;
  readonly cookie?: string;
  /** What is there is a URI, and the value the parameter of its query with this name. */
  readonly parameter?: string;
  /** What stands in front of the value there, such as `Bearer `. */
  readonly behind?: string;
  /** The value is a lifetime in this unit; it is taken as seconds from the answer on. */
  readonly as?: Unit;
}

/** Where values are, by what they mean; of several places the first that holds something counts. */
export type Take = Readonly<Record<string, Place | readonly Place[]>>;

/** How one request is spelt over HTTP. `{role}` in a text stands for the value with that meaning. */
export interface HttpRequestSpelling {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
  /** HTTP Basic with these (RFC 7617). */
  readonly basic?: { readonly username: string; readonly password: string };
  /** The body, in one of three forms; none where all are absent. */
  readonly json?: Template;
  readonly form?: Readonly<Record<string, string>>;
  readonly text?: { readonly type: string; readonly content: string };
}

/** A request that goes before an operation's own, with the same cookies; what it takes, the next ones can send. */
export interface HttpStep extends HttpRequestSpelling {
  readonly take?: Take;
}

/** How one operation is spelt over HTTP. */
export interface HttpOperation extends HttpRequestSpelling {
  readonly before?: readonly HttpStep[];
  /** Tried in this order; the first that matches is the outcome. */
  readonly outcomes: Readonly<Record<string, Matcher>>;
  readonly take: Take;
  /** Those of its values that a success may be without, as the specification has it. */
  readonly mayLack?: readonly string[];
}

/** How a protocol is spelt over HTTP; the default of each protocol is generated from its specification. */
export interface HttpWire {
  readonly transport: "http";
  /** The roles whose values never leave a run. */
  readonly secrets: readonly string[];
  readonly operations: Readonly<Record<string, HttpOperation>>;
}

/** How a message of a stream is recognised: its name in the envelope, and what is in it. */
export interface StreamMatcher {
  readonly name: string;
  /** Something is in the message at this JSON Pointer; the empty pointer is the whole message. */
  readonly at?: string;
  /** And it is this. */
  readonly equals?: string | number | boolean | null;
}

/** Where in a message a value is. */
export type StreamPlace = Required<Pick<Place, "at">> & Pick<Place, "as">;

/** One outcome of a command: how it is recognised, and where its values are, by what they mean. */
export interface StreamOutcome extends StreamMatcher {
  readonly take?: Readonly<Record<string, StreamPlace>>;
  /** Those of its values that such a message may be without, as the specification has it. */
  readonly mayLack?: readonly string[];
}

/** How one operation is spelt as a command. */
export interface StreamOperation {
  /** What the envelope calls the command. */
  readonly name: string;
  /** Where in the command each value goes: role → JSON Pointer. One that the caller has no value for is left out. */
  readonly send: Readonly<Record<string, string>>;
  /** What stands in every such command: JSON Pointer → value. */
  readonly constants?: Readonly<Record<string, string | number | boolean | null>>;
  /** Tried in this order; the first that matches is the outcome. */
  readonly outcomes: Readonly<Record<string, StreamOutcome>>;
}

/** How a protocol is spelt over a stream of lines, each of them one JSON envelope. */
export interface StreamWire {
  readonly transport: "stream";
  /** The roles whose values never leave a run. */
  readonly secrets: readonly string[];
  readonly operations: Readonly<Record<string, StreamOperation>>;
}

/** How a protocol is spelt, over whatever transport. */
export type Wire = HttpWire | StreamWire;
export type Operation = HttpOperation | StreamOperation;
export type Operations = Readonly<Record<string, Operation>>;
