import { setTimeout as sleep } from "node:timers/promises";
import type { Challenge } from "@authmark/reference-server/store/port";
import type { Broken } from "./hmail.ts";
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
