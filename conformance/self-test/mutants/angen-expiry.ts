import type { Seams } from "@authmark/reference-server/app";
import type { PairRecord } from "@authmark/reference-server/store/code-port";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { AngenMutants } from "./angen.ts";
import { createPairs } from "./angen-pairs.ts";
import { codes, saying } from "./angen-parts.ts";
import { store } from "./parts.ts";

const NEVER = Number.MAX_SAFE_INTEGER;
const AN_HOUR = 3_600_000;

/** A server that believes another expiry of a pair, which it finds by the hash of the identifier code. */
function expiring(change: (record: PairRecord, identifier: string) => number): Seams {
  return store((good) => ({
    async findPair(identifier) {
      const record = await good.findPair(identifier);
      return record && { ...record, expiresAt: change(record, identifier) };
    },
  }));
}

/** Servers that are broken in how long tokens are good. */
export const expiries = {
  "a server that never lets tokens expire": () => expiring(() => NEVER),
  "a server that lets tokens live for a minute longer": () => expiring(({ expiresAt }) => expiresAt + 60_000),
  "a server that never lets the tokens of a renewal expire": () => {
    const pairs = createPairs();
    return store((good) => ({
      ...pairs.over(good),
      async findPair(identifier) {
        const record = await good.findPair(identifier);
        const isRenewed = (pairs.known.get(identifier)?.renewals ?? 0) > 0;
        return record && isRenewed ? { ...record, expiresAt: NEVER } : record;
      },
    }));
  },
  "a server that extends a token when it logs in": () => {
    const extended = new Map<string, number>();
    return {
      env: (env) => ({
        ...env,
        store: {
          ...env.store,
          async findPair(identifier) {
            const record = await env.store.findPair(identifier);
            const now = env.clock.now();
            const expiresAt = extended.get(identifier) ?? record?.expiresAt ?? 0;
            if (now < expiresAt) extended.set(identifier, now + AN_HOUR);
            return record && { ...record, expiresAt };
          },
        },
      }),
    };
  },
  "a server that remembers which codes it verified": () => {
    const verified = new Map<string, PairRecord>();
    return codes((good) => ({
      async find(identifier) {
        const record = verified.get(identifier) ?? (await good.find(identifier));
        if (record) verified.set(identifier, record);
        return record;
      },
    }));
  },
  "a server that renews tokens which have expired": () =>
    store((good) => ({ replacePair: (spent, next, terms) => good.replacePair(spent, next, terms, 0) })),
  "a server that keeps the expiry at a renewal": () => keepingExpiry(true),
  "a server that tells a new expiry at a renewal, and keeps the old one": () => keepingExpiry(false),
  "a server that ends tokens after twice the lifetime": () => {
    const pairs = createPairs();
    const firstExpiries = new Map<string, number>();
    return {
      env: (env) => ({
        ...env,
        store: {
          ...env.store,
          ...pairs.over({
            ...env.store,
            async replacePair(spent, next, terms, now) {
              const first = firstExpiries.get(spent.identifier) ?? pairs.known.get(spent.identifier)?.terms.expiresAt;
              const last = (first ?? now) + (terms.expiresAt - now);
              firstExpiries.set(next.identifier, first ?? now);
              return env.store.replacePair(spent, next, { ...terms, expiresAt: Math.min(terms.expiresAt, last) }, now);
            },
          }),
        },
      }),
    };
  },
} satisfies AngenMutants;

/** A server whose renewed tokens end when the first one would have; whether it says so or not. */
function keepingExpiry(isTold: boolean): Seams {
  const kept = new Map<string, number>();
  return {
    ...store((good) => ({
      insertPair(account, hashes, terms) {
        kept.set(hashes.identifier, terms.expiresAt);
        return good.insertPair(account, hashes, terms);
      },
      replacePair(spent, next, terms, now) {
        const expiresAt = kept.get(spent.identifier) ?? terms.expiresAt;
        kept.set(next.identifier, expiresAt);
        return good.replacePair(spent, next, { ...terms, expiresAt }, now);
      },
    })),
    ...saying((said) => {
      const { token } = said.message as { token?: { identifier_code: string } };
      const expiresAt = token && kept.get(hashOf(token.identifier_code));
      if (!isTold || said.name !== "auth/token" || expiresAt === undefined) return said;
      return { ...said, message: { token: { ...token, expires_at: new Date(expiresAt).toISOString() } } };
    }),
  };
}
