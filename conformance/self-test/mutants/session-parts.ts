import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { SessionHandlers } from "@authmark/reference-server/protocols/session/handlers";
import type { Sessions } from "@authmark/reference-server/sessions/sessions";
import type { Expiries } from "@authmark/reference-server/store/session-port";
import type { Rename } from "./broken.ts";
import { pathOf } from "./requests.ts";

export const LOGIN = "/login";
export const REFRESH = "/refresh";
export const LOGOUT = "/logout";
export const SESSION = "/session";

/** A server with other sessions. */
export function sessions(change: (good: Sessions, env: Env) => Partial<Sessions>): Seams {
  return { env: (env) => ({ ...env, sessions: { ...env.sessions, ...change(env.sessions, env) } }) };
}

/** A server with other handlers. */
export function handlers(change: (good: SessionHandlers, env: Env) => Partial<SessionHandlers>): Seams {
  return { session: (good, env) => ({ ...good, ...change(good, env) }) };
}

/** A server whose tokens are called otherwise. */
export function renamed(rename: Rename): Seams {
  const originals = new Map<string, string>();
  const users = new Map<string, string>();
  let count = 0;
  const original = (token: string) => originals.get(token) ?? token;
  const renaming = (token: string, kind: "access" | "refresh", username: string) => {
    const name = rename(token, count++, kind, username);
    originals.set(name, token);
    users.set(name, username);
    return name;
  };
  const pair = <Tokens extends { access: string; refresh: string }>(tokens: Tokens, username: string): Tokens => {
    const refresh = renaming(tokens.refresh, "refresh", username);
    return { ...tokens, refresh, access: renaming(tokens.access, "access", username) };
  };
  return sessions((good) => ({
    async begin(account) {
      const tokens = await good.begin(account);
      return tokens && pair(tokens, account.username);
    },
    find: (access) => good.find(original(access)),
    async refresh(refresh, arrivedAt) {
      const outcome = await good.refresh(original(refresh), arrivedAt);
      return typeof outcome === "string" ? outcome : pair(outcome, users.get(refresh) ?? "");
    },
    end: (access, refresh) => good.end(original(access), original(refresh)),
  }));
}

/** A server whose tokens live otherwise, and that tells it as it is; `isLogin` is whether they are the first of a session. */
export function living(change: (good: Expiries, isLogin: boolean, before: number) => Expiries): Seams {
  return {
    env: ({ store, sessions: good, ...env }) => ({
      ...env,
      store: {
        ...store,
        beginSession: (account, tokens, expiries) => store.beginSession(account, tokens, change(expiries, true, 0)),
        rotateSession: ({ expiriesOf, ...rotation }) =>
          store.rotateSession({
            ...rotation,
            expiriesOf: (before) => change(expiriesOf(before), false, before),
          }),
      },
      sessions: {
        ...good,
        async begin(account) {
          const tokens = await good.begin(account);
          return tokens && { ...tokens, expiries: change(tokens.expiries, true, 0) };
        },
      },
    }),
  };
}

/** A server that reads the JSON that is sent to one path otherwise. */
export function rewriting(
  path: string,
  change: (body: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Seams {
  return {
    async request(request) {
      if (pathOf(request) !== path || request.method !== "POST") return request;
      const body = await objectIn(request.clone());
      return body ? new Request(request, { body: JSON.stringify(change(body)) }) : request;
    },
  };
}

async function objectIn(request: Request): Promise<Record<string, unknown> | undefined> {
  try {
    const body: unknown = await request.json();
    return typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : undefined;
  } catch {
    return undefined;
  }
}
