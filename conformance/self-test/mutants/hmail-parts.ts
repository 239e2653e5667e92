import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { HmailHandlers } from "@authmark/reference-server/protocols/hmail/handlers";
import type { Tokens } from "@authmark/reference-server/tokens/tokens";
import type { Rename } from "./broken.ts";
import { store } from "./parts.ts";

/** A server with other tokens. */
export function tokens(change: (good: Tokens, env: Env) => Partial<Tokens>): Seams {
  return { env: (env) => ({ ...env, tokens: { ...env.tokens, ...change(env.tokens, env) } }) };
}

/** A server with other handlers. */
export function handlers(change: (good: HmailHandlers, env: Env) => Partial<HmailHandlers>): Seams {
  return { hmail: (good, env) => ({ ...good, ...change(good, env) }) };
}

/** A server whose tokens are called otherwise. */
export function renamed(rename: Rename): Seams {
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
