import { setTimeout as sleep } from "node:timers/promises";
import { createPairs } from "./angen-pairs.ts";
import { WINDOW_MS } from "./angen-parts.ts";
import type { Broken } from "./broken.ts";
import { store } from "./parts.ts";

/** A server that looks whether a token is good, and renews it so many milliseconds later, come what may. */
export function renewsLater(windowMs = WINDOW_MS): Broken {
  const pairs = createPairs();
  return store((good) =>
    pairs.over({
      ...good,
      async replacePair(spent, next, terms, now) {
        const seen = await good.findPair(spent.identifier);
        const isGood =
          seen && now < seen.expiresAt && pairs.known.get(spent.identifier)?.hashes.renewal === spent.renewal;
        if (!isGood) return undefined;
        await sleep(windowMs);
        const profile = await good.replacePair(spent, next, terms, now);
        // Whoever looked before the first one was done gets a token as well.
        return profile ?? ((await good.insertPair(seen.profile, next, terms)) ? seen.profile : undefined);
      },
    }),
  );
}

/** A server that looks whether a name is free, and takes it so many milliseconds later. */
export function registersLater(windowMs = WINDOW_MS): Broken {
  return store((good) => ({
    async insertProfile(account) {
      const { username, email } = account;
      if ((await good.findProfile({ username })) ?? (await good.findProfile({ email }))) return undefined;
      await sleep(windowMs);
      const made = await good.insertProfile(account);
      const owner = made ? undefined : await good.findProfile({ username });
      if (owner) await good.changePassword(owner, account.passwordHash);
      return made ?? owner;
    },
  }));
}
