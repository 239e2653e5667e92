import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { Jwts } from "@authmark/reference-server/jwt/jwts";
import type { JwtRules } from "@authmark/reference-server/jwt/rules";
import type { GetnativeHandlers } from "@authmark/reference-server/protocols/getnative/handlers";
import type { User } from "@authmark/reference-server/store/user-port";
import { withFields } from "./parts.ts";
import { pathOf } from "./requests.ts";

export const LOGIN = "/account/login";
export const REGISTER = "/account/register";
export const ACCOUNT = "/account";
export const PASSWORD = "/account/password";
export const KEYS = "/.well-known/jwks.json";

/** The field that carries a token. */
export const FIELD = "gn-access-token";

/** The token that a request carries, as a sound server finds it. */
export const tokenOf = (request: Request): string | undefined =>
  /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];

/** A server with other handlers. */
export function handlers(change: (good: GetnativeHandlers, env: Env) => Partial<GetnativeHandlers>): Seams {
  return { getnative: (good, env) => ({ ...good, ...change(good, env) }) };
}

/** A server that signs and verifies otherwise. */
export function jwts(change: (good: Jwts, env: Env) => Partial<Jwts>): Seams {
  return { env: (env) => ({ ...env, jwts: { ...env.jwts, ...change(env.jwts, env) } }) };
}

/** A server with other rules for its tokens. */
export function rules(change: (good: JwtRules) => Partial<JwtRules>): Seams {
  return { env: (env) => ({ ...env, jwtRules: { ...env.jwtRules, ...change(env.jwtRules) } }) };
}

/** A server whose tokens stand otherwise in the field; `change` gives none to leave it out. */
export function inField(
  change: (token: string, request: Request, status: number) => string | undefined | Promise<string | undefined>,
): Seams {
  return {
    async respond(response, request) {
      const token = response.headers.get(FIELD);
      if (token === null) return response;
      const changed = await change(token, request, response.status);
      const headers = new Headers(response.headers);
      if (changed === undefined) headers.delete(FIELD);
      else headers.set(FIELD, changed);
      return new Response(response.body, { status: response.status, headers });
    },
  };
}

/** A server that answers requests of one method for one path with other fields. */
export function atOperation(method: string, path: string, change: (fields: Headers, status: number) => void): Seams {
  return withFields((fields, request, status) => {
    if (request.method === method && pathOf(request) === path) change(fields, status);
  });
}

/** An answer that logs a user in, as a sound server gives it. */
export async function welcome({ id, username }: User, env: Env) {
  const fields = { "cache-control": "no-store", "access-control-expose-headers": "GN-Access-Token" } as const;
  const token = await env.jwts.issue(String(id));
  return { status: 200, body: { id, email: username }, headers: { ...fields, "GN-Access-Token": token } } as const;
}

/** An email without what `change` takes from its part before the @. */
export function localPart(email: string, change: (part: string) => string): string {
  const at = email.lastIndexOf("@");
  return at < 0 ? email : change(email.slice(0, at)) + email.slice(at);
}

export const withoutTag = (part: string): string => part.replace(/\+.*$/, "");

/** A server that does something of its own to its answers, knowing what handlers know. */
export function afterwards(change: (response: Response, request: Request, env: Env) => Promise<Response>): Seams {
  let own: Env | undefined;
  return {
    env: (env) => {
      own = env;
      return env;
    },
    respond: async (response, request) => (own ? change(response, request, own) : response),
  };
}

/** An answer with a token in its field. */
export function bringing(response: Response, token: string): Response {
  const headers = new Headers(response.headers);
  headers.set(FIELD, token);
  headers.set("cache-control", "no-store");
  return new Response(response.body, { status: response.status, headers });
}

/** A server that finds a token in its own way: where `find` gives one, the request is taken for one that carries it. */
export function asking(find: (request: Request, env: Env) => Promise<string | undefined>): Seams {
  let own: Env | undefined;
  return {
    env: (env) => {
      own = env;
      return env;
    },
    async request(request) {
      const token = own && (await find(request, own));
      if (token === undefined) return request;
      const headers = new Headers(request.headers);
      headers.set("authorization", `Bearer ${token}`);
      return new Request(request, { headers });
    },
  };
}

/** The members of the JSON in the body of a request; none where there is no object. */
export async function bodyOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  try {
    const body: unknown = await request.clone().json();
    return typeof body === "object" && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}

/** Several faults in one server, whose parts are changed one after the other. */
export function chained(...all: readonly Seams[]): Seams {
  const others = all.map(({ env: _, ...others }) => others);
  return Object.assign(
    { env: (env: Env) => all.reduce((changed, { env }) => env?.(changed) ?? changed, env) },
    ...others,
  );
}

/** Tokens that end before their time, by their user. */
export function createEnding() {
  const born = new Map<string, number>();
  const ended = new Map<string, number>();
  let tick = 0;
  return {
    /** Ends all the tokens that a user has so far. */
    end: (sub: string) => void ended.set(sub, ++tick),
    over: (good: Jwts): Jwts => {
      const noted = async (token: Promise<string>) => {
        born.set(await token, ++tick);
        return token;
      };
      return {
        issue: (sub) => noted(good.issue(sub)),
        renew: (claims) => noted(good.renew(claims)),
        async verify(token) {
          const claims = await good.verify(token);
          const isOver = claims && (born.get(token) ?? 0) < (ended.get(claims.sub) ?? 0);
          return isOver ? undefined : claims;
        },
      };
    },
  };
}
