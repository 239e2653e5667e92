import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { HmailHandlers } from "@authmark/reference-server/protocols/hmail/handlers";
import type { Store } from "@authmark/reference-server/store/port";
import type { Tokens } from "@authmark/reference-server/tokens/tokens";

/** A server with other tokens. */
export function tokens(change: (good: Tokens, env: Env) => Partial<Tokens>): Seams {
  return { env: (env) => ({ ...env, tokens: { ...env.tokens, ...change(env.tokens, env) } }) };
}

/** A server with another store. */
export function store(change: (good: Store) => Partial<Store>): Seams {
  return { env: (env) => ({ ...env, store: { ...env.store, ...change(env.store) } }) };
}

/** A server that hashes and compares another text than the password. */
export function passwordsAs(spoil: (password: string) => string): Seams {
  return {
    env: (env) => ({
      ...env,
      passwords: {
        hash: (password) => env.passwords.hash(spoil(password)),
        verify: (password, phc) => env.passwords.verify(spoil(password), phc),
      },
    }),
  };
}

/** A server with other handlers. */
export function handlers(change: (good: HmailHandlers, env: Env) => Partial<HmailHandlers>): Seams {
  return { hmail: (good, env) => ({ ...good, ...change(good, env) }) };
}

/** A server that finds its tokens elsewhere; `path` narrows it to one route. */
export function bearer(find: (request: Request, good: string | undefined) => string | undefined, path?: string): Seams {
  return {
    env: (env) => ({
      ...env,
      bearer: (request) => {
        const good = env.bearer(request);
        return path === undefined || new URL(request.url).pathname === path ? find(request, good) : good;
      },
    }),
  };
}

/** A server that answers otherwise on one path: `change` gets the body, and gives the one to send, or none. */
export function answering(
  path: string,
  change: (answer: { status: number; body: unknown }) => { status?: number; body?: unknown } | undefined,
): Seams {
  return {
    respond: async (response, request) => {
      if (new URL(request.url).pathname !== path) return response;
      const changed = change({ status: response.status, body: await response.clone().json() });
      if (!changed) return response;
      const { status = response.status, body = await response.json() } = changed;
      const headers = new Headers(response.headers);
      headers.set("content-type", "application/json");
      headers.delete("content-length");
      return new Response(JSON.stringify(body), { status, headers });
    },
  };
}

/** A server that repeats a part of each request in its refusals. */
export function repeating(part: (request: Request) => Promise<string | null>): Seams {
  const parts = new WeakMap<Request, string | null>();
  return {
    request: async (request) => {
      parts.set(request, await part(request.clone()));
      return request;
    },
    respond: async (response, request) => {
      const body = await response.text();
      const refused = response.status >= 400 || body === '"Unauthorized"' || body === '"Failure"';
      const headers = new Headers(response.headers);
      if (refused) headers.set("x-refused", Buffer.from(parts.get(request) ?? "").toString("latin1", 0, 1024));
      return new Response(body, { status: response.status, headers });
    },
  };
}

/** A server whose tokens are called otherwise: `rename` gets a good token and its number. */
export function renamed(rename: (token: string, count: number, kind: string, username: string) => string): Seams {
  const originals = new Map<string, string>();
  let count = 0;
  return tokens((good) => ({
    async issue(kind, username, expiresAt) {
      const original = await good.issue(kind, username, expiresAt);
      const token = rename(original, count++, kind, username);
      originals.set(token, original);
      return token;
    },
    find: (kind, token) => good.find(kind, originals.get(token) ?? token),
    decodes: (token) => originals.has(token) || good.decodes(token),
  }));
}

/** A server that revokes by user: `revoke` ends what the user's tokens of some kinds are good for so far. */
export function createRevocation() {
  const issuedAt = new Map<string, number>();
  const revokedAt = new Map<string, number>();
  let tick = 0;
  return {
    revoke: (username: string, kind: string) => revokedAt.set(`${kind}/${username}`, tick++),
    over: (good: Tokens): Pick<Tokens, "issue" | "find"> => ({
      async issue(kind, username, expiresAt) {
        const token = await good.issue(kind, username, expiresAt);
        issuedAt.set(token, tick++);
        return token;
      },
      async find(kind, token) {
        const record = await good.find(kind, token);
        const revoked = revokedAt.get(`${kind}/${record?.username}`) ?? -1;
        return (issuedAt.get(token) ?? 0) < revoked ? undefined : record;
      },
    }),
  };
}

/** A server that never lets tokens of one kind expire. */
export function immortal(kind: "access" | "refresh"): Seams {
  return store((good) => ({
    async findToken(hash) {
      const record = await good.findToken(hash);
      return record?.kind === kind ? { ...record, expiresAt: Number.MAX_SAFE_INTEGER } : record;
    },
  }));
}

/** The body with its expiry in seconds, if it has one. */
export function inSeconds({ body }: { body: unknown }) {
  const { Success: issued } = body as { Success?: { token: string; expires_at: number } };
  return issued && { body: { Success: { ...issued, expires_at: Math.floor(issued.expires_at / 1000) } } };
}
