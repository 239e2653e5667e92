/** Any JSON value in which a text `{role}` stands for the whole value with that meaning. */
export type Template = string | number | boolean | null | readonly Template[] | { readonly [name: string]: Template };

/** How a response is recognised: its status, and what its body holds at a JSON Pointer (RFC 6901). */
export interface Matcher {
  /** One status (`200`), or a class of them (`4xx`). */
  readonly status: string;
  /** Something is there; the empty pointer is the whole body. */
  readonly at?: string;
  /** And it is this. */
  readonly equals?: string | number | boolean | null;
}

/** How one operation is spelt over HTTP. `{role}` in a text stands for the value with that meaning. */
export interface HttpOperation {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: Template;
  /** Tried in this order; the first that matches is the outcome. */
  readonly outcomes: Readonly<Record<string, Matcher>>;
  /** Where in the body of a response values are, by what they mean. */
  readonly take: Readonly<Record<string, { readonly at: string }>>;
}

/** How a protocol is spelt over HTTP; the default of each protocol is generated from its specification. */
export interface HttpWire {
  readonly transport: "http";
  /** The roles whose values never leave a run. */
  readonly secrets: readonly string[];
  readonly operations: Readonly<Record<string, HttpOperation>>;
}
