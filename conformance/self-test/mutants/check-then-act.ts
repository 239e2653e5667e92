import { setTimeout as sleep } from "node:timers/promises";
import type { Env } from "@authmark/reference-server/env";
import type { Sessions, SessionTokens } from "@authmark/reference-server/sessions/sessions";
import type { Challenge } from "@authmark/reference-server/store/port";
import type { Broken } from "./broken.ts";
import { type Family, remembering } from "./families.ts";
import { store } from "./parts.ts";

/** A server that looks a challenge up, and deletes it so many milliseconds later. */
export function deletesLater(windowMs: number): Broken {
  const open = new Map<bigint, Challenge>();
  return store(() => ({
    insertChallenge: async (challenge) => void open.set(challenge.modulus, challenge),
    async takeChallenge(modulus) {
      const challenge = open.get(modulus);
      await sleep(windowMs);
      open.delete(modulus);
      return challenge;
    },
  }));
}

/** A server that looks whether a name is free, and takes it so many milliseconds later. */
export function takesLater(windowMs: number): Broken {
  return store((good) => ({
    async insertAccount(account) {
      if (await good.findAccount(account.username)) return false;
      await sleep(windowMs);
      return (await good.insertAccount(account)) || good.replacePassword(account);
    },
  }));
}

/** A server that looks whether an email is free, and takes it so many milliseconds later. */
export function takesEmailLater(windowMs: number): Broken {
  return store((good) => ({
    async insertUser(account) {
      if (await good.findUser(account.username)) return undefined;
      await sleep(windowMs);
      const made = await good.insertUser(account);
      const owner = made ? undefined : await good.findUser(account.username);
      if (owner) await good.changePassword(owner, account.passwordHash);
      return made ?? owner;
    },
  }));
}

/** A server that looks whether a refresh token is spent, and spends it so many milliseconds later. */
export function spendsLater(windowMs: number): Broken {
  const spent = new Set<string>();
  return remembering((good, families, env) => ({
    async refresh(refresh, arrivedAt) {
      const family = families.of(refresh);
      if (!family || spent.has(refresh)) return good.refresh(refresh, arrivedAt);
      await sleep(windowMs);
      if (!spent.has(refresh)) {
        spent.add(refresh);
        return good.refresh(refresh, arrivedAt);
      }
      // Whoever looked before the first one was done gets tokens as well.
      return anew(family, good, env);
    },
  }));
}

/** A server that looks whether a session lives, and refreshes it so many milliseconds later, come what may. */
export function revivesLater(windowMs: number): Broken {
  return remembering((good, families, env) => ({
    async refresh(refresh, arrivedAt) {
      const family = families.of(refresh);
      if (!family || family.ended) return good.refresh(refresh, arrivedAt);
      await sleep(windowMs);
      return family.ended ? anew(family, good, env) : good.refresh(refresh, arrivedAt);
    },
  }));
}

/** New tokens for the user of a session, as if there had been a login. */
export async function anew(
  { username }: Family,
  { begin }: Pick<Sessions, "begin">,
  { store: { findAccount } }: Env,
): Promise<SessionTokens | "unknown"> {
  const account = await findAccount(username);
  return (account && (await begin(account))) ?? "unknown";
}
