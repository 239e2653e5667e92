import type { ClientErrorStatusCode } from "hono/utils/http-status";
import type { z } from "zod";

/** One response that an operation declares, under its status ("200") or its class of statuses ("4XX"). */
interface DeclaredResponse {
  readonly contentType: string | null;
  readonly headers: Readonly<Record<string, z.ZodType<string | undefined>>>;
  readonly body: z.ZodType | null;
}

/** One entry of a generated `operations` table. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly security: readonly string[];
  /** The parts of the path that stand for something; none if left out. */
  readonly params?: z.ZodType;
  readonly query: z.ZodType;
  readonly cookies: z.ZodType;
  readonly body: z.ZodType | null;
  /** The cookies that a success sets. */
  readonly setsCookies: readonly string[];
  /** The cookies that some successes set; none if left out. */
  readonly maySetCookies?: readonly string[];
  readonly responses: Readonly<Record<string, DeclaredResponse>>;
}

/** A generated `operations` table. */
export type Operations = Readonly<Record<string, Operation>>;

/** The value of a body, or undefined where an operation declares none. */
export type BodyOf<Schema extends z.ZodType | null> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What stands in the path, or nothing where an operation declares no such part. */
type ParamsOf<O extends Operation> = O extends { readonly params: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : Readonly<Record<never, never>>;

/** What a handler is given: every part already validated. */
export interface Input<O extends Operation> {
  readonly params: ParamsOf<O>;
  readonly query: z.output<O["query"]>;
  readonly cookies: z.output<O["cookies"]>;
  readonly body: BodyOf<O["body"]>;
  /** The access token that the request carries, neither looked up nor trusted yet. */
  readonly bearer: string | undefined;
  /** Whether the request means to carry an access token, be it one that can be read or not. */
  readonly bearerSent: boolean;
  /** When the request arrived, by the clock of `Arrivals`. */
  readonly arrivedAt: number;
  /** The client's address; empty where it is not known. */
  readonly address: string;
}

/** The statuses that a key of `responses` stands for: a class of them for those that have no key of their own. */
type StatusOf<Key, Keys> = Key extends "4XX" ? Exclude<ClientErrorStatusCode, NumberOf<Keys>> : NumberOf<Key>;

type NumberOf<Key> = Key extends `${infer Status extends number}` ? Status : never;

/** The body of a response, where it declares one. */
type BodyPartOf<Schema extends z.ZodType | null> = Schema extends z.ZodType
  ? { readonly body: z.output<Schema> }
  : { readonly body?: never };

/** The names of the headers that a response declares and can do without. */
type OptionalIn<Declared> = {
  [Name in keyof Declared]: undefined extends z.output<Declared[Name]> ? Name : never;
}[keyof Declared];

/** The headers of a response: required where it declares any, but for those that it declares as optional. */
type HeadersOf<Declared> = keyof Declared extends never
  ? { readonly headers?: never }
  : {
      readonly headers: {
        readonly [Name in Exclude<keyof Declared, OptionalIn<Declared>>]: z.output<Declared[Name]>;
      } & { readonly [Name in OptionalIn<Declared>]?: z.output<Declared[Name]> };
    };

/** A cookie for this server alone, which no script can read. */
export interface Cookie {
  readonly value: string;
  /** Seconds for which the client keeps it; 0 to have it deleted. */
  readonly maxAge: number;
  /** Whether it comes along where a link on another site leads here; never if left out. */
  readonly sameSite?: "Strict" | "Lax";
}

/** The names of cookies that an operation may set. */
type MaySet<O extends Operation> = O extends { readonly maySetCookies: readonly (infer Name extends string)[] }
  ? Name
  : never;

/** The cookies of a success: all that its operation sets, and those that it may set. */
type CookiesOf<Key, O extends Operation> = Key extends `2${string}` | `3${string}`
  ? O["setsCookies"] extends readonly []
    ? [MaySet<O>] extends [never]
      ? { readonly cookies?: never }
      : { readonly cookies?: { readonly [Name in MaySet<O>]?: Cookie } }
    : {
        readonly cookies: { readonly [Name in O["setsCookies"][number]]: Cookie } & {
          readonly [Name in MaySet<O>]?: Cookie;
        };
      }
  : { readonly cookies?: never };

/** What a handler may answer: one of the operation's declared responses, whole. */
export type Outcome<O extends Operation> = {
  [Key in keyof O["responses"]]: { readonly status: StatusOf<Key, keyof O["responses"]> } & BodyPartOf<
    O["responses"][Key]["body"]
  > &
    HeadersOf<O["responses"][Key]["headers"]> &
    CookiesOf<Key, O>;
}[keyof O["responses"]];

/** Serves one operation. */
export type Handler<O extends Operation> = (input: Input<O>) => Promise<Outcome<O>>;

/** One handler for every operation of a table: a missing one does not compile. */
export type Handlers<Table extends Operations> = { readonly [Id in keyof Table]: Handler<Table[Id]> };
