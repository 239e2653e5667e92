import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { Grants } from "@authmark/reference-server/grants/grants";
import type { HmacJwts } from "@authmark/reference-server/hmac/jwts";
import type { AuthAppHandlers } from "@authmark/reference-server/protocols/pattmayne/handlers";
import type { Suspensions } from "@authmark/reference-server/suspension/suspensions";
import type { Rename } from "./broken.ts";
import { cookieIn, withCookies } from "./requests.ts";

export const LOGIN = "/auth/login";
export const REGISTER = "/auth/register";
export const REFRESH = "/auth/refresh";
export const LOGOUT = "/auth/logout";
export const ME = "/auth/me";

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
