import { endAll, type Family, newest, remembering } from "./families.ts";
import { answering, passwords, withFields } from "./parts.ts";
import { pathOf } from "./requests.ts";
import type { SessionMutants } from "./session.ts";
import { handlers, LOGIN, REFRESH, sessions } from "./session-parts.ts";

/** Servers that are broken where a password begins a session. */
export const login = {
  "a server that tells of an unreadable body under status 200": () =>
    answering(LOGIN, ({ status, body }) =>
      status === 400 && JSON.stringify(body).includes("JSON") ? { status: 200 } : undefined,
    ),
  "a server that leaves out the type of its tokens": () =>
    answering(LOGIN, ({ status, body }) =>
      status === 200 ? { body: { ...(body as object), token_type: undefined } } : undefined,
    ),
  "a server that tells lifetimes as text": () =>
    answering(REFRESH, ({ status, body }) => {
      const { expires_in } = body as { expires_in?: number };
      return status === 200 ? { body: { ...(body as object), expires_in: String(expires_in) } } : undefined;
    }),

  "a server that refuses every third login of a user": () => {
    const logins = new Map<string, number>();
    return sessions((good) => ({
      async begin(account) {
        const count = (logins.get(account.username) ?? 0) + 1;
        logins.set(account.username, count);
        return count % 3 === 0 ? undefined : good.begin(account);
      },
    }));
  },
  "a server that issues refresh tokens that are dead": () =>
    sessions((good, env) => ({
      async begin(account) {
        const tokens = await good.begin(account);
        return tokens && { ...tokens, refresh: env.random.bytes(32).toString("base64url") };
      },
    })),
  "a server that takes any password of a known user": () =>
    passwords(() => ({ verify: async (_, phc) => phc !== undefined })),
  "a server that takes a wrong password when it comes again": () => {
    const wrong = new Set<string>();
    return passwords((good) => ({
      async verify(password, phc) {
        const key = `${phc} ${password}`;
        if (phc !== undefined && wrong.has(key)) return true;
        const right = await good.verify(password, phc);
        if (!right) wrong.add(key);
        return right;
      },
    }));
  },
  "a server that registers unknown users when they log in": () =>
    handlers((good, env) => ({
      async login(input) {
        const { username, password } = input.body;
        await env.store.insertAccount({ username, passwordHash: await env.passwords.hash(password) });
        return good.login(input);
      },
    })),
  "a server that says which names it knows": () =>
    handlers((good, env) => ({
      async login(input) {
        const answer = await good.login(input);
        if (answer.status !== 401 || (await env.store.findAccount(input.body.username))) return answer;
        return { ...answer, body: { ...answer.body, error_description: "There is no such user." } };
      },
    })),

  "a server that ends a user's other sessions at a login": () =>
    remembering((good, families) => ({
      async begin(account) {
        await endAll(families.ofUser(account.username), good);
        return good.begin(account);
      },
    })),
  "a server that ends a user's sessions on a failed login": () =>
    remembering(
      () => ({}),
      (families) =>
        handlers((good, env) => ({
          async login(input) {
            const answer = await good.login(input);
            if (answer.status === 401) await endAll(families.ofUser(input.body.username), env.sessions);
            return answer;
          },
        })),
    ),

  "a server that lets caches keep tokens": () =>
    withFields((fields, request, status) => {
      if (status === 200 && [LOGIN, REFRESH].includes(pathOf(request))) fields.delete("cache-control");
    }),
  "a server that lets caches keep the tokens of a refresh": () =>
    withFields((fields, request, status) => {
      if (status === 200 && pathOf(request) === REFRESH) fields.delete("cache-control");
    }),
  "a server that has caches ask again, and not forget": () =>
    withFields((fields, request, status) => {
      if (status === 200 && [LOGIN, REFRESH].includes(pathOf(request))) fields.set("cache-control", "no-cache");
    }),
  "a server that lets caches keep refusals": () =>
    withFields((fields, _, status) => {
      if (status >= 400) fields.delete("cache-control");
    }),
  "a server that refuses a login without a challenge": () =>
    withFields((fields, request) => {
      if (pathOf(request) === LOGIN) fields.delete("www-authenticate");
    }),

  "a server that refreshes the sessions of who is gone": () =>
    remembering((good, families, { clock, random }) => ({
      async refresh(refresh, arrivedAt) {
        const outcome = await good.refresh(refresh, arrivedAt);
        const family = families.of(refresh);
        if (outcome !== "unknown" || !family || family.ended) return outcome;
        if (newest(family).refresh !== refresh || newest(family).expiries.refresh <= clock.now()) return outcome;
        const [access = "", next = ""] = [32, 32].map((size) => random.bytes(size).toString("base64url"));
        return { ...newest(family), access, refresh: next };
      },
    })),
  "a server that serves who is gone": () =>
    remembering((good, families, { clock, store }) => ({
      async find(access) {
        const record = await good.find(access);
        const family = families.of(access);
        if (record || !family || (await store.findAccount(family.username))) return record;
        const { access: current, expiries } = newest(family);
        const isGood = current === access && !family.ended && clock.now() < expiries.access;
        return isGood ? { username: family.username, expiresAt: expiries.access } : undefined;
      },
    })),
  "a server that keeps logouts in memory": () =>
    remembering((good, families) => {
      // Of this process alone; what the server remembers otherwise outlives it.
      const loggedOut = new Set<Family | undefined>();
      return {
        find: async (access) => (loggedOut.has(families.of(access)) ? undefined : good.find(access)),
        refresh: async (refresh, arrivedAt) =>
          loggedOut.has(families.of(refresh)) ? "ended" : good.refresh(refresh, arrivedAt),
        async end(access, refresh) {
          const outcome = families.loggedOutBy(access, refresh);
          if (typeof outcome === "string") return outcome;
          loggedOut.add(outcome);
          return "ended";
        },
      };
    }),
} satisfies SessionMutants;
