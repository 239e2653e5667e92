import type { Seams } from "@authmark/reference-server/app";
import type { AngenMutants } from "./angen.ts";
import { CHANGE, type Ending, REVOKE } from "./angen-endings.ts";
import { createPairs, type Known } from "./angen-pairs.ts";

/** A server that forgets at a restart what it ended. */
function endingInMemory(name: Ending): Seams {
  return {
    env: (env) => {
      const pairs = createPairs();
      const dead = new Set<string>();
      const { store: good } = env;
      const over = pairs.over(good);
      const keep = async <T>(username: string, work: () => Promise<T>) => {
        const result = await pairs.sparing(
          { ...env, store: { ...good, ...over } },
          (pair) => pair.username === username,
          work,
        );
        for (const pair of pairs.known.values()) if (pair.username === username) dead.add(pair.hashes.identifier);
        return result;
      };
      return {
        ...env,
        store: {
          ...good,
          ...over,
          findPair: async (identifier) => (dead.has(identifier) ? undefined : good.findPair(identifier)),
          replacePair: async (spent, ...next) =>
            dead.has(spent.identifier) ? undefined : over.replacePair(spent, ...next),
          deletePairs: (username) =>
            name === REVOKE ? keep(username, () => good.deletePairs(username)) : good.deletePairs(username),
          changePassword: (user, hash) =>
            name === CHANGE
              ? keep(user.username, () => good.changePassword(user, hash))
              : good.changePassword(user, hash),
        },
      };
    },
  };
}

/** Servers that forget at a restart what is dead. */
export const forgetful = {
  "a server that keeps revocations in memory": () => endingInMemory(REVOKE),
  "a server that keeps in memory which tokens a new password ended": () => endingInMemory(CHANGE),
  "a server that keeps renewals in memory": () => ({
    env: (env) => {
      const spent = new Set<string>();
      const pairs = createPairs();
      const { store: good } = env;
      const over = pairs.over(good);
      return {
        ...env,
        store: {
          ...good,
          ...over,
          findPair: async (identifier) => (spent.has(identifier) ? undefined : good.findPair(identifier)),
          async replacePair(old, ...next) {
            if (spent.has(old.identifier)) return undefined;
            const own = (pair: Known) => pair.hashes.identifier === old.identifier;
            const kept = { ...env, store: { ...good, ...over } };
            const profile = await pairs.sparing(kept, own, () => over.replacePair(old, ...next));
            if (profile) spent.add(old.identifier);
            return profile;
          },
        },
      };
    },
  }),
} satisfies AngenMutants;
