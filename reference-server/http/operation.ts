import type { ClientErrorStatusCode } from "hono/utils/http-status";
import type { z } from "zod";

/** One response that an operation declares, under its status ("200") or its class of statuses ("4XX"). */
interface DeclaredResponse {
  readonly contentType: string;
  readonly headers: Readonly<Record<string, z.ZodType<string>>>;
  readonly body: z.ZodType;
}

/** One entry of a generated `operations` table. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly security: readonly string[];
  readonly query: z.ZodType;
  readonly body: z.ZodType | null;
  readonly responses: Readonly<Record<string, DeclaredResponse>>;
}

/** A generated `operations` table. */
export type Operations = Readonly<Record<string, Operation>>;

/** The value of a body, or undefined where an operation declares none. */
export type BodyOf<Schema extends z.ZodType | null> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What a handler is given: every part already validated. */
export interface Input<O extends Operation> {
  readonly query: z.output<O["query"]>;
  readonly body: BodyOf<O["body"]>;
  /** The access token that the request carries, neither looked up nor trusted yet. */
  readonly bearer: string | undefined;
}

/** The statuses that a key of `responses` stands for. */
type StatusOf<Key> = Key extends "4XX"
  ? ClientErrorStatusCode
  : Key extends `${infer Status extends number}`
    ? Status
    : never;

/** The headers of a response: required where it declares any, since a declared header is always sent. */
type HeadersOf<Declared> = keyof Declared extends never
  ? { readonly headers?: never }
  : { readonly headers: { readonly [Name in keyof Declared]: z.output<Declared[Name]> } };

/** What a handler may answer: one of the operation's declared responses, whole. */
export type Outcome<O extends Operation> = {
  [Key in keyof O["responses"]]: {
    readonly status: StatusOf<Key>;
    readonly body: z.output<O["responses"][Key]["body"]>;
  } & HeadersOf<O["responses"][Key]["headers"]>;
}[keyof O["responses"]];

/** Serves one operation. */
export type Handler<O extends Operation> = (input: Input<O>) => Promise<Outcome<O>>;

/** One handler for every operation of a table: a missing one does not compile. */
export type Handlers<Table extends Operations> = { readonly [Id in keyof Table]: Handler<Table[Id]> };
