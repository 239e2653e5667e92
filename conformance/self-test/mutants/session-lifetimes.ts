import { hashOf } from "@authmark/reference-server/tokens/tokens";
import { issuedWith, newest, remembering } from "./families.ts";
import { store } from "./parts.ts";
import type { SessionMutants } from "./session.ts";
import { handlers, living, sessions } from "./session-parts.ts";

/** Servers whose tokens live longer or shorter than they should, or than they say. */
export const lifetimes = {
  "a server that tells access tokens a longer life than they have": () =>
    sessions((good) => ({
      async begin(account) {
        const tokens = await good.begin(account);
        return tokens && { ...tokens, expiries: { ...tokens.expiries, access: tokens.expiries.access + 2000 } };
      },
    })),
  "a server that lets refresh tokens outlive what it told": () =>
    sessions((good) => ({
      async begin(account) {
        const tokens = await good.begin(account);
        return tokens && { ...tokens, expiries: { ...tokens.expiries, refresh: tokens.expiries.refresh - 2000 } };
      },
      async refresh(token, arrivedAt) {
        const outcome = await good.refresh(token, arrivedAt);
        if (typeof outcome === "string") return outcome;
        return { ...outcome, expiries: { ...outcome.expiries, refresh: outcome.expiries.refresh - 2000 } };
      },
    })),
  "a server that lets access tokens live as long as refresh tokens": () =>
    living(({ refresh }) => ({ access: refresh, refresh })),
  "a server that lets refreshed access tokens live as long as refresh tokens": () =>
    living(({ access, refresh }, isLogin) => ({ access: isLogin ? access : refresh, refresh })),

  "a server that never lets access tokens expire": () =>
    sessions((_, env) => ({ find: (access) => env.store.findAccess(hashOf(access)) })),
  "a server that never lets the access tokens of a refresh expire": () =>
    remembering((good, families, env) => ({
      async find(access) {
        const isFirst = families.of(access)?.generations[0]?.access === access;
        return isFirst ? good.find(access) : env.store.findAccess(hashOf(access));
      },
    })),
  "a server that checks only that an access token's session lives": () =>
    remembering((_, families, env) => ({
      async find(access) {
        const family = families.of(access);
        const lives = family !== undefined && env.clock.now() < newest(family).expiries.refresh;
        return lives ? env.store.findAccess(hashOf(access)) : undefined;
      },
    })),
  "a server that drops access tokens that rest for a second": () => {
    const usedAt = new Map<string, number>();
    return remembering((good, families, env) => ({
      async find(access) {
        const family = families.of(access);
        const now = env.clock.now();
        const last = usedAt.get(access) ?? (family && issuedWith(access, family)?.issuedAt) ?? now;
        if (now - last > 1000) return undefined;
        usedAt.set(access, now);
        return good.find(access);
      },
    }));
  },
  "a server that extends access tokens when they are used": () => {
    const usedAt = new Map<string, number>();
    return remembering((_, families, env) => ({
      async find(access) {
        const family = families.of(access);
        const issued = family && issuedWith(access, family);
        if (!issued) return undefined;
        const now = env.clock.now();
        const whole = issued.expiries.access - issued.issuedAt;
        if (now >= (usedAt.get(access) ?? issued.issuedAt) + whole) return undefined;
        usedAt.set(access, now);
        return env.store.findAccess(hashOf(access));
      },
    }));
  },
  "a server that tells the whole lifetime of a token, however old it is": () =>
    remembering(
      () => ({}),
      (families) =>
        handlers((good) => ({
          async session(input) {
            const answer = await good.session(input);
            const family = families.of(input.bearer ?? "");
            if (answer.status !== 200 || !family) return answer;
            const { expiries, issuedAt } = newest(family);
            return { ...answer, body: { ...answer.body, expires_in: (expiries.access - issuedAt) / 1000 } };
          },
        })),
    ),

  "a server that never lets refresh tokens expire": () =>
    store((good) => ({ rotateSession: (rotation) => good.rotateSession({ ...rotation, now: 0 }) })),
  "a server that never lets the refresh tokens of a refresh expire": () => {
    const immortal = new Set<string>();
    return store((good) => ({
      rotateSession(rotation) {
        immortal.add(rotation.next.refresh);
        return good.rotateSession(immortal.has(rotation.spent) ? { ...rotation, now: 0 } : rotation);
      },
    }));
  },
  "a server that ends refresh tokens before their time": () =>
    remembering((good, families, env) => ({
      async refresh(refresh, arrivedAt) {
        const family = families.of(refresh);
        if (!family || newest(family).refresh !== refresh) return good.refresh(refresh, arrivedAt);
        const { issuedAt, expiries } = newest(family);
        const isOld = env.clock.now() > issuedAt + 0.7 * (expiries.refresh - issuedAt);
        return isOld ? "expired" : good.refresh(refresh, arrivedAt);
      },
    })),
  "a server that ends a session with its access token": () =>
    remembering((good, families, env) => ({
      async refresh(refresh, arrivedAt) {
        const family = families.of(refresh);
        const isOver = family && newest(family).expiries.access <= env.clock.now();
        return isOver ? "expired" : good.refresh(refresh, arrivedAt);
      },
    })),
  "a server that keeps the end of a session at a refresh": () =>
    living((own, isLogin, before) => (isLogin ? own : { access: Math.min(own.access, before - 1), refresh: before })),
  "a server that puts off the end of a session at a refresh": () => ({
    role: "cookies",
    ...living(({ access, refresh }, isLogin, before) => ({ access, refresh: isLogin ? refresh : before + 6000 })),
  }),
} satisfies SessionMutants;
