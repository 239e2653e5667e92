import { AsyncLocalStorage } from "node:async_hooks";
import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { Grants } from "@authmark/reference-server/grants/grants";
import type { HmacJwts } from "@authmark/reference-server/hmac/jwts";
import type { AuthAppHandlers } from "@authmark/reference-server/protocols/pattmayne/handlers";
import type { Suspensions } from "@authmark/reference-server/suspension/suspensions";
import type { Rename } from "./broken.ts";
import { cookieIn, pathOf, withCookies } from "./requests.ts";

export const LOGIN = "/auth/login";
export const REGISTER = "/auth/register";
export const REFRESH = "/auth/refresh";
export const LOGOUT = "/auth/logout";
export const ME = "/auth/me";
export const VERIFY_EMAIL = "/auth/verify_email";
export const VERIFY_AUTH_CODE = "/ext_auth/verify_auth_code";
export const OWN_CLIENT = "auth_site";

/** The auth app's cookies. */
export const JWT = "jwt";
export const REFRESH_TOKEN = "refresh_token";

/** An auth app with other handlers. */
export function handlers(change: (good: AuthAppHandlers, env: Env) => Partial<AuthAppHandlers>): Seams {
  return { authApp: (good, env) => ({ ...good, ...change(good, env) }) };
}

/** An auth app that gives its users otherwise what they are given. */
export function grants(change: (good: Grants, env: Env) => Partial<Grants>): Seams {
  return { env: (env) => ({ ...env, grants: { ...env.grants, ...change(env.grants, env) } }) };
}

/** An auth app that signs and verifies otherwise. */
export function jwts(change: (good: HmacJwts, env: Env) => Partial<HmacJwts>): Seams {
  return { env: (env) => ({ ...env, siteJwts: { ...env.siteJwts, ...change(env.siteJwts, env) } }) };
}

/** An auth app that counts failed logins otherwise. */
export function suspensions(change: (good: Suspensions, env: Env) => Partial<Suspensions>): Seams {
  return { env: (env) => ({ ...env, suspensions: { ...env.suspensions, ...change(env.suspensions, env) } }) };
}

/** A server that does something to its answers, knowing what handlers know; `sent` is what the request's body says. */
export function afterwards(
  path: string,
  change: (answer: Response, sent: Readonly<Record<string, unknown>>, env: Env, request: Request) => Promise<Response>,
): Seams {
  let own: Env | undefined;
  const bodies = new WeakMap<Request, Readonly<Record<string, unknown>>>();
  return {
    env: (env) => {
      own = env;
      return env;
    },
    async request(request) {
      if (pathOf(request) === path) bodies.set(request, await bodyOf(request));
      return request;
    },
    respond: async (response, request) =>
      own && pathOf(request) === path ? change(response, bodies.get(request) ?? {}, own, request) : response,
  };
}

/** A server that takes other members out of the body of what is asked for on one path. */
export function rewriting(
  path: string,
  change: (sent: Readonly<Record<string, unknown>>, request: Request) => Readonly<Record<string, unknown>>,
): Seams {
  return {
    async request(request) {
      if (pathOf(request) !== path || request.method !== "POST") return request;
      const sent = await bodyOf(request);
      const changed = Object.keys(sent).length > 0 ? change(sent, request) : sent;
      return changed === sent ? request : new Request(request, { body: JSON.stringify(changed) });
    },
  };
}

/** The members of the object in a body; none where there is no object. */
export async function bodyOf(message: Request | Response): Promise<Readonly<Record<string, unknown>>> {
  try {
    const body: unknown = await message.clone().json();
    return typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : {};
  } catch {
    return {};
  }
}

/** The answer with other members in its body. */
export async function withMembers(response: Response, members: Readonly<Record<string, unknown>>): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  const body = JSON.stringify({ ...(await bodyOf(response)), ...members });
  return new Response(body, { status: response.status, headers });
}

/** A server that redirects elsewhere: `change` gets where a sound one would. */
export function redirecting(
  change: (
    uri: string,
    asked: { request: Request; sent: Readonly<Record<string, unknown>>; response: Response },
  ) => string | undefined,
): Seams {
  return afterwards(LOGIN, async (response, sent, _env, request) => {
    const { redirect_uri: uri } = await bodyOf(response);
    if (typeof uri !== "string") return response;
    return withMembers(response, { redirect_uri: change(uri, { request, sent, response }) });
  });
}

/** Several faults in one server, whose parts are changed one after the other. */
export function chained(...all: readonly Seams[]): Seams {
  const others = all.map(({ env: _, ...others }) => others);
  return Object.assign(
    { env: (env: Env) => all.reduce((changed, { env }) => env?.(changed) ?? changed, env) },
    ...others,
  );
}

/** What tells the parts of a server which operations they are asked by. */
export function during(...operations: readonly (keyof AuthAppHandlers)[]) {
  const asked = new AsyncLocalStorage<true>();
  return {
    /** Whether one of these operations is being served. */
    isNow: () => asked.getStore() === true,
    seams: {
      authApp: (good: AuthAppHandlers): AuthAppHandlers => {
        const marked = operations.map((name) => {
          const handler = good[name] as (...args: readonly unknown[]) => unknown;
          return [name, (...args: readonly unknown[]) => asked.run(true, () => handler(...args))];
        });
        return { ...good, ...Object.fromEntries(marked) };
      },
    } satisfies Seams,
  };
}

/** A server that finds a cookie elsewhere: `find` gets its value where there is one. */
export function cookieFrom(
  name: string,
  find: (request: Request, good: string | undefined) => string | undefined,
): Seams {
  return {
    request(request) {
      const good = cookieIn(request, name);
      const found = find(request, good);
      return found === good ? request : withCookie(request, name, found);
    },
  };
}

/** The request with one of its cookies set, or taken away, and the others as they are. */
export function withCookie(request: Request, name: string, value: string | undefined): Request {
  const others = (request.headers.get("cookie") ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "" && !pair.startsWith(`${name}=`));
  return withCookies(request, [...others, ...(value === undefined ? [] : [`${name}=${value}`])].join("; "));
}

/** A server that takes who asks for whoever its connection knew last: by a cookie that came over it, or that it set there. */
export function stickyBy(name: string): Seams {
  let last: string | undefined;
  const isKept = ({ headers }: Request) => headers.get("connection") !== "close";
  return {
    request(request) {
      if (!isKept(request)) return request;
      last = cookieIn(request, name) ?? last;
      return last === undefined ? request : withCookie(request, name, last);
    },
    respond(response, request) {
      const set = response.headers.getSetCookie().find((line) => line.startsWith(`${name}=`));
      const value = set?.slice(name.length + 1).split(";")[0];
      if (isKept(request) && value) last = value;
      return response;
    },
  };
}

/** An auth app whose refresh tokens, those of its own first, and codes are called otherwise. */
export function renamed(rename: Rename): Seams {
  const originals = new Map<string, string>();
  let count = 0;
  const original = (token: string) => originals.get(token) ?? token;
  const renaming = (token: string, kind: "access" | "refresh", username: string) => {
    // In letters that a cookie and a URL take as they are.
    const name = Buffer.from(rename(token, count++, kind, username), "base64").toString("base64url");
    originals.set(name, token);
    return name;
  };
  return grants((good) => ({
    async enter(account, clientId) {
      const entered = await good.enter(account, clientId);
      const { username } = account;
      return (
        entered && { ...entered, refresh: renaming(entered.refresh, "refresh", username), ...coded(entered, username) }
      );
    },
    async continue(session, { refresh: known, clientId }) {
      const entered = await good.continue(session, { refresh: known && original(known), clientId });
      const { username } = session.user;
      if (!entered) return undefined;
      return {
        ...entered,
        refresh: known ?? renaming(entered.refresh, "refresh", username),
        ...coded(entered, username),
      };
    },
    findOwn: (refresh) => good.findOwn(original(refresh)),
    isGood: (refresh, clientId, userId) => good.isGood(original(refresh), clientId, userId),
    async redeem(code, clientId) {
      const grant = await good.redeem(original(code), clientId);
      return grant && { ...grant, refresh: renaming(grant.refresh, "access", grant.session.user.username) };
    },
    async exchange(refresh, clientId, userId) {
      const grant = await good.exchange(original(refresh), clientId, userId);
      return grant && { ...grant, refresh: renaming(grant.refresh, "access", grant.session.user.username) };
    },
  }));

  function coded({ code }: { code?: string | undefined }, username: string) {
    return code === undefined ? {} : { code: renaming(code, "access", username) };
  }
}
