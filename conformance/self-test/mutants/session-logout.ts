import type { Seams } from "@authmark/reference-server/app";
import type { Sessions } from "@authmark/reference-server/sessions/sessions";
import type { Ending } from "@authmark/reference-server/store/session-port";
import { endAll, type Families, type Family, newest, remembering } from "./families.ts";
import { pathOf } from "./requests.ts";
import type { SessionMutants } from "./session.ts";
import { handlers, LOGOUT, rewriting, sessions } from "./session-parts.ts";

const NO_TOKEN = "none of this server's";

/** Servers that are broken where a session ends. */
export const logouts = {
  "a server that answers a logout with a redirect": () => ({
    respond: (response, request) =>
      pathOf(request) === LOGOUT && response.status === 204
        ? new Response(null, { status: 303, headers: { location: "/" } })
        : response,
  }),
  "a server that forgets nothing at a logout": () => endingBy(() => {}),
  "a server that ends only the refresh token at a logout": () => {
    const loggedOut = new Set<Family | undefined>();
    return endingBy(
      (family) => loggedOut.add(family),
      (good, families) => ({
        refresh: async (refresh, arrivedAt) =>
          loggedOut.has(families.of(refresh)) ? "ended" : good.refresh(refresh, arrivedAt),
      }),
    );
  },
  "a server that ends only the access token at a logout": () => {
    const dead = new Set<string>();
    return endingBy(
      (family) => dead.add(newest(family).access),
      (good) => ({ find: async (access) => (dead.has(access) ? undefined : good.find(access)) }),
    );
  },
  "a server that logs a user out once": () => {
    const loggedOut = new Set<string>();
    return endingBy(async (family, good) => {
      if (!loggedOut.has(family.username)) await endAll([family], good);
      loggedOut.add(family.username);
    });
  },
  "a server that refuses a second logout": () =>
    remembering((good, families) => ({
      end: async (access, refresh) => (families.of(access)?.ended ? "unknown" : good.end(access, refresh)),
    })),

  "a server that needs a living access token for a logout": () =>
    sessions((good) => ({
      end: async (access, refresh) => ((await good.find(access)) ? good.end(access, refresh) : "unknown"),
    })),
  "a server that needs the newest refresh token for a logout": () =>
    judging((family, refresh, families) =>
      families.of(refresh) === family && newest(family).refresh !== refresh ? "mismatched" : undefined,
    ),
  "a server that refuses a logout with an unknown refresh token": () =>
    judging((_, refresh, families) => (families.of(refresh) ? undefined : "mismatched")),
  "a server that takes anybody's refresh token for a logout": () =>
    sessions((good) => ({ end: (access) => good.end(access, NO_TOKEN) })),
  "a server that ends the session of the refresh token, whoever asks": () =>
    remembering((good, families) => ({
      async end(access, refresh) {
        const family = families.of(refresh);
        return families.of(access) && family ? good.end(newest(family).access, refresh) : good.end(access, refresh);
      },
    })),
  "a server that logs out by the access token alone": () =>
    rewriting(LOGOUT, (body) => ({ refresh_token: NO_TOKEN, ...body })),
  "a server that logs out by the refresh token alone": () =>
    remembering(
      () => ({}),
      (families) =>
        handlers((good) => ({
          async logout(input) {
            const family = families.of(input.body.refresh_token);
            const isKnown = families.of(input.bearer ?? "") !== undefined;
            return good.logout(isKnown || !family ? input : { ...input, bearer: newest(family).access });
          },
        })),
    ),

  "a server that ends all sessions of a user at a logout": () =>
    endingBy((family, good, families) => endAll(families.ofUser(family.username), good)),
  "a server that ends everybody's sessions at a logout": () =>
    endingBy((_, good, families) => endAll(families.all(), good)),
  "a server that ends what its user begins in the second of a logout": () => {
    const loggedOutIn = new Map<string, number>();
    const second = (milliseconds: number) => Math.floor(milliseconds / 1000);
    return remembering((good, families, env) => {
      const isOut = (token: string) => {
        const family = families.of(token);
        const [first] = family?.generations ?? [];
        return family !== undefined && first && loggedOutIn.get(family.username) === second(first.issuedAt);
      };
      return {
        find: async (access) => (isOut(access) ? undefined : good.find(access)),
        refresh: async (refresh, arrivedAt) => (isOut(refresh) ? "ended" : good.refresh(refresh, arrivedAt)),
        async end(access, refresh) {
          const family = families.of(access);
          if (family) loggedOutIn.set(family.username, second(env.clock.now()));
          return good.end(access, refresh);
        },
      };
    });
  },
} satisfies SessionMutants;

/** A server that knows which session a logout is to end, and does something of its own. */
function endingBy(
  end: (family: Family, good: Sessions, families: Families) => unknown,
  more: (good: Sessions, families: Families) => Partial<Sessions> = () => ({}),
): Seams {
  return remembering((good, families) => ({
    ...more(good, families),
    async end(access, refresh) {
      const family = families.loggedOutBy(access, refresh);
      if (typeof family === "string") return family;
      await end(family, good, families);
      return "ended";
    },
  }));
}

/** A server that refuses some logouts for the refresh token that comes with them. */
function judging(object: (family: Family, refresh: string, families: Families) => Ending | undefined): Seams {
  return remembering((good, families) => ({
    async end(access, refresh) {
      const family = families.of(access);
      return (family && object(family, refresh, families)) ?? good.end(access, refresh);
    },
  }));
}
