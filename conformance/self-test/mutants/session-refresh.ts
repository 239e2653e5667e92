import type { Seams } from "@authmark/reference-server/app";
import type { SessionTokens } from "@authmark/reference-server/sessions/sessions";
import { ageOf, endAll, type Families, type Family, issuedWith, newest, remembering } from "./families.ts";
import type { SessionMutants } from "./session.ts";
import { REFRESH, rewriting, sessions } from "./session-parts.ts";

/** Servers that are broken where a refresh token is exchanged. */
export const refreshes = {
  "a server that keeps the refresh token at a refresh": () => rotatesUpTo(0),
  "a server that rotates the refresh token once": () => rotatesUpTo(1),
  "a server that keeps the access token at a refresh": () =>
    remembering((good, families) => ({
      async find(access) {
        const family = families.of(access);
        return good.find(family?.generations[0]?.access === access ? newest(family).access : access);
      },
      async refresh(refresh, arrivedAt) {
        const outcome = await good.refresh(refresh, arrivedAt);
        const first = families.of(refresh)?.generations[0];
        return typeof outcome === "string" || !first ? outcome : { ...outcome, access: first.access };
      },
    })),
  "a server that issues dead access tokens at a refresh": () =>
    sessions((good, env) => ({
      async refresh(refresh, arrivedAt) {
        const outcome = await good.refresh(refresh, arrivedAt);
        if (typeof outcome === "string") return outcome;
        return { ...outcome, access: env.random.bytes(32).toString("base64url") };
      },
    })),
  "a server that refreshes a session twice": () =>
    remembering((good, families) => ({
      async refresh(refresh, arrivedAt) {
        const isOver = (families.of(refresh)?.generations.length ?? 0) > 2;
        return isOver ? "ended" : good.refresh(refresh, arrivedAt);
      },
    })),

  "a server that takes a spent refresh token for the newest": () => takesForTheNewest((age) => age > 0),
  "a server that takes a spent refresh token once more": () => {
    const uses = new Map<string, number>();
    return takesForTheNewest((age, refresh) => {
      const count = (uses.get(refresh) ?? 0) + 1;
      uses.set(refresh, count);
      return age > 0 && count === 2;
    });
  },
  "a server that remembers only the last spent refresh token of a session": () => takesForTheNewest((age) => age > 1),
  "a server that forgets which refresh tokens are spent when their user logs in again": () => {
    const forgotten = new Set<string>();
    return remembering((good, families) => ({
      async begin(account) {
        const spent = families.ofUser(account.username).flatMap(({ generations }) => generations.slice(0, -1));
        for (const { refresh } of spent) forgotten.add(refresh);
        return good.begin(account);
      },
      async refresh(refresh, arrivedAt) {
        const family = forgotten.has(refresh) ? families.of(refresh) : undefined;
        return good.refresh(family ? newest(family).refresh : refresh, arrivedAt);
      },
    }));
  },
  "a server that takes an access token for a refresh token": () =>
    takesForTheNewest((_, token, family) => newest(family).access === token),

  "a server that leaves access tokens alive at a refresh": () => oldAccessLives(() => true),
  "a server that leaves the last access token alive at a refresh": () =>
    oldAccessLives((tokens, { generations }) => tokens === generations.at(-2)),
  "a server that ends a user's other sessions at a refresh": () =>
    remembering((good, families) => ({
      async refresh(refresh, arrivedAt) {
        const own = families.of(refresh);
        if (own) await endAll(others(own, families), good);
        return good.refresh(refresh, arrivedAt);
      },
    })),

  "a server that compares the first half of a refresh token": () =>
    lookingUp((token, known) => known.findLast((each) => token.length > 20 && each.startsWith(token.slice(0, 21)))),
  "a server that ignores what follows a refresh token": () =>
    lookingUp((token, known) => known.find((each) => token.startsWith(each))),
  "a server that looks refresh tokens up with wildcards": () =>
    lookingUp((token, known) => (token === "%" ? known.at(-1) : undefined)),
  "a server that takes a list for the refresh token in it": () =>
    rewriting(REFRESH, ({ refresh_token: token, ...body }) => ({
      ...body,
      refresh_token: Array.isArray(token) ? token[0] : token,
    })),
  "a server that refreshes the newest session where no refresh token comes": () =>
    remembering(
      () => ({}),
      (families) =>
        rewriting(REFRESH, (body) => {
          const last = families.all().at(-1);
          return { ...(last && { refresh_token: newest(last).refresh }), ...body };
        }),
    ),

  "a server that drops all access tokens when it refuses a refresh token": () => {
    const dropped = new Set<string>();
    return remembering((good, families) => ({
      find: async (access) => (dropped.has(access) ? undefined : good.find(access)),
      async refresh(refresh, arrivedAt) {
        const outcome = await good.refresh(refresh, arrivedAt);
        if (typeof outcome === "string") for (const family of families.all()) dropped.add(newest(family).access);
        return outcome;
      },
    }));
  },
  "a server that ends a session whose access token comes as a refresh token": () =>
    remembering((good, families) => ({
      async refresh(refresh, arrivedAt) {
        const family = families.of(refresh);
        if (family && issuedWith(refresh, family)) await endAll([family], good);
        return good.refresh(refresh, arrivedAt);
      },
    })),
  "a server that refuses the refresh after ten bad ones": () => {
    let bad = 0;
    return remembering((good, families) => ({
      async refresh(refresh, arrivedAt) {
        const isKnown = families.of(refresh) !== undefined;
        const isRefused = isKnown && bad >= 10;
        bad = isKnown ? 0 : bad + 1;
        return isRefused ? "unknown" : good.refresh(refresh, arrivedAt);
      },
    }));
  },
} satisfies SessionMutants;

const others = (own: Family, families: Families) =>
  families.ofUser(own.username).filter((family) => family !== own && !family.ended);

/** A server that rotates the refresh token at the first few refreshes of a session, and keeps it from then on. */
function rotatesUpTo(refreshesOfASession: number): Seams {
  return remembering((good, families) => ({
    async refresh(refresh, arrivedAt) {
      const family = families.of(refresh);
      if (family?.generations[refreshesOfASession]?.refresh !== refresh) return good.refresh(refresh, arrivedAt);
      const outcome = await good.refresh(newest(family).refresh, arrivedAt);
      return typeof outcome === "string" ? outcome : { ...outcome, refresh };
    },
  }));
}

/** A server that takes some tokens of a session for its refresh token. */
function takesForTheNewest(isTaken: (age: number, token: string, family: Family) => boolean): Seams {
  return remembering((good, families) => ({
    async refresh(refresh, arrivedAt) {
      const family = families.of(refresh);
      const isNewest = family && isTaken(ageOf(refresh, family), refresh, family);
      return good.refresh(isNewest ? newest(family).refresh : refresh, arrivedAt);
    },
  }));
}

/** A server that leaves some of a living session's earlier access tokens alive until they expire. */
function oldAccessLives(lives: (tokens: SessionTokens, family: Family) => boolean): Seams {
  return remembering((good, families, env) => ({
    async find(access) {
      const family = families.of(access);
      const tokens = family && issuedWith(access, family);
      if (!tokens || family.ended || tokens === newest(family) || !lives(tokens, family)) return good.find(access);
      const expiresAt = tokens.expiries.access;
      return env.clock.now() < expiresAt ? { username: family.username, expiresAt } : undefined;
    },
  }));
}

/** A server that finds refresh tokens in its own way among those that it knows. */
function lookingUp(find: (token: string, known: readonly string[]) => string | undefined): Seams {
  return remembering((good, families) => ({
    async refresh(refresh, arrivedAt) {
      const known = families.all().map((family) => newest(family).refresh);
      return good.refresh(find(refresh, known) ?? refresh, arrivedAt);
    },
  }));
}
