import { setTimeout as sleep } from "node:timers/promises";
import type { Seams } from "@authmark/reference-server/app";
import type { Sessions, SessionTokens } from "@authmark/reference-server/sessions/sessions";
import type { RotationRefusal } from "@authmark/reference-server/store/session-port";
import { anew, revivesLater, spendsLater } from "./check-then-act.ts";
import { ageOf, endAll, type Families, type Family, remembering } from "./families.ts";
import { store } from "./parts.ts";
import type { SessionMutants } from "./session.ts";
import { sessions } from "./session-parts.ts";

/** Far longer than a request takes to come in beside another one. */
const WINDOW_MS = 40;

/** Servers that are broken where a refresh token comes again, or more than once at the same time. */
export const reuses = {
  "a server that forgives a reuse": () => onReuse(async () => "reused"),
  "a server that leaves the access token alive at a reuse": () => {
    const revoked = new Set<Family | undefined>();
    return remembering((good, families) => ({
      async refresh(refresh, arrivedAt) {
        const family = families.of(refresh);
        if (family && ageOf(refresh, family) > 0) revoked.add(family);
        return revoked.has(family) ? "ended" : good.refresh(refresh, arrivedAt);
      },
    }));
  },
  "a server that ends only the next token's line at a reuse": () =>
    onReuse(async ({ family, refresh, again }) => (ageOf(refresh, family) === 1 ? again() : "reused")),
  "a server that ends all sessions of a user at a reuse": () =>
    onReuse(async ({ family, families, good, again }) => {
      await endAll(families.ofUser(family.username), good);
      return again();
    }),
  "a server that ends everybody's sessions at a reuse": () =>
    onReuse(async ({ families, good, again }) => {
      await endAll(families.all(), good);
      return again();
    }),
  "a server that locks a user out at a reuse": () => {
    const lockedOut = new Set<string>();
    return onReuse(
      async ({ family, again }) => {
        lockedOut.add(family.username);
        return again();
      },
      // Until they have tried once.
      (good) => ({
        begin: async (account) => (lockedOut.delete(account.username) ? undefined : good.begin(account)),
      }),
    );
  },

  "a server that looks whether a refresh token is spent, and spends it a moment later": () => spendsLater(WINDOW_MS),
  "a server that looks whether a session lives, and refreshes it a moment later": () => revivesLater(WINDOW_MS),
  "a server that lets all that come at once succeed, one after the other": () => {
    const lines = new Map<string, Promise<string>>();
    return sessions((good) => ({
      refresh(refresh, arrivedAt) {
        const last = lines.get(refresh) ?? sleep(WINDOW_MS).then(() => refresh);
        const outcome = last.then((newest) => good.refresh(newest, arrivedAt));
        const next = outcome.then((tokens) => (typeof tokens === "string" ? refresh : tokens.refresh));
        lines.set(refresh, next);
        const done = () => lines.get(refresh) === next && lines.delete(refresh);
        next.then(done, done);
        return outcome;
      },
    }));
  },
  "a server that takes a race for a reuse": () =>
    store((good) => ({ rotateSession: (rotation) => good.rotateSession({ ...rotation, arrivedAt: Infinity }) })),
  "a server that begins a second line of tokens for a repeated refresh": () =>
    remembering((good, families, env) => ({
      async refresh(refresh, arrivedAt) {
        const family = families.of(refresh);
        const isRepeated = family && !family.ended && ageOf(refresh, family) === 1;
        return isRepeated ? anew(family, good, env) : good.refresh(refresh, arrivedAt);
      },
    })),
} satisfies SessionMutants;

/** A refresh token that comes again. */
interface Reuse {
  readonly refresh: string;
  readonly family: Family;
  readonly families: Families;
  readonly good: Sessions;
  /** Does what a sound server does with it. */
  again(): ReturnType<Sessions["refresh"]>;
}

/** A server that does something of its own where a refresh token comes again. */
function onReuse(
  answer: (reuse: Reuse) => Promise<SessionTokens | RotationRefusal>,
  more: (good: Sessions) => Partial<Sessions> = () => ({}),
): Seams {
  return remembering((good, families) => ({
    async refresh(refresh, arrivedAt) {
      const family = families.of(refresh);
      const again = () => good.refresh(refresh, arrivedAt);
      return family && ageOf(refresh, family) > 0 ? answer({ refresh, family, families, good, again }) : again();
    },
    ...more(good),
  }));
}
