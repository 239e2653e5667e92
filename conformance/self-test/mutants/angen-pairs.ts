import type { Env } from "@authmark/reference-server/env";
import type { PairHashes, PairTerms } from "@authmark/reference-server/store/code-port";
import type { Store } from "@authmark/reference-server/store/port";
import type { Profile } from "@authmark/reference-server/store/profile-port";
import { hashOf } from "@authmark/reference-server/tokens/tokens";

/** What a broken server remembers of a pair of codes. */
export interface Known {
  readonly username: string;
  readonly hashes: PairHashes;
  readonly terms: PairTerms;
  /** How many renewals it comes of. */
  readonly renewals: number;
}

/** A memory of pairs of codes, dead or alive. */
export function createPairs() {
  const known = new Map<string, Known>();
  const learn = (username: string, hashes: PairHashes, terms: PairTerms, renewals: number) =>
    void known.set(hashes.identifier, { username, hashes, terms, renewals });

  return {
    known,
    of: (identifierCode: string) => known.get(hashOf(identifierCode)),
    /** A store that remembers what it is given. */
    over: (good: Store): Pick<Store, "insertPair" | "replacePair"> => ({
      async insertPair(account, hashes, terms) {
        const added = await good.insertPair(account, hashes, terms);
        if (added) learn(account.username, hashes, terms, known.get(hashes.identifier)?.renewals ?? 0);
        return added;
      },
      async replacePair(spent, next, terms, now) {
        const profile = await good.replacePair(spent, next, terms, now);
        if (profile) learn(profile.username, next, terms, (known.get(spent.identifier)?.renewals ?? 0) + 1);
        return profile;
      },
    }),
    /** Does something, and puts those of the pairs back which that has ended and which are to be spared. */
    async sparing<T>({ store }: Env, isSpared: (pair: Known) => boolean, work: () => Promise<T>): Promise<T> {
      const alive: Known[] = [];
      for (const pair of known.values()) {
        if (isSpared(pair) && (await store.findPair(pair.hashes.identifier))) alive.push(pair);
      }
      const result = await work();
      for (const { username, hashes, terms } of alive) {
        const owner = await store.findProfile({ username });
        if (owner && !(await store.findPair(hashes.identifier))) await store.insertPair(owner, hashes, terms);
      }
      return result;
    },
    /** Ends some of the pairs, and no others of the same users. */
    async end(env: Env, isEnded: (pair: Known) => boolean): Promise<void> {
      for (const username of new Set([...known.values()].filter(isEnded).map((pair) => pair.username))) {
        const isSpared = (pair: Known) => pair.username === username && !isEnded(pair);
        await this.sparing(env, isSpared, () => env.store.deletePairs(username));
      }
    },
  };
}

/** A store that tells of no revocation: who is logged in stays so. */
export function uncounted(good: Store): Partial<Store> {
  const plain = <P extends Profile | undefined>(profile: P): P => profile && { ...profile, revocations: 0 };
  return {
    insertProfile: async (account) => plain(await good.insertProfile(account)),
    findProfile: async (key) => plain(await good.findProfile(key)),
    async findPair(identifier) {
      const record = await good.findPair(identifier);
      return record && { ...record, profile: plain(record.profile) };
    },
    replacePair: async (...pairs) => plain(await good.replacePair(...pairs)),
  };
}

/** The hash of a code that nobody has, in the place of another. */
export function gone(hash: string): string {
  return hashOf(`not ${hash}`);
}

/** Whether an answer gives a renewed token. */
export function renewed(message: { readonly name: string }, asked: { readonly name?: unknown }): boolean {
  return asked.name === "auth/renew" && message.name === "auth/token";
}
