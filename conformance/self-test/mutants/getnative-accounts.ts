import type { Claims } from "@authmark/reference-server/jwt/rules";
import type { User } from "@authmark/reference-server/store/user-port";
import type { GetnativeMutants } from "./getnative.ts";
import { asking, handlers, tokenOf } from "./getnative-parts.ts";
import { store } from "./parts.ts";

/** Servers that are broken where an account or its password ends. */
export const accounts = {
  "a server that says that it deleted an account, and did not": () => store(() => ({ deleteUser: async () => true })),
  "a server that deletes the account of who logged in last": () => {
    let last: number | undefined;
    return handlers((good, env) => ({
      async login(input) {
        const answer = await good.login(input);
        if (answer.status === 200) last = answer.body.id;
        return answer;
      },
      async deleteAccount(input) {
        const claims = await env.jwts.verify(input.bearer ?? "");
        if (claims === undefined || last === undefined) return good.deleteAccount(input);
        await env.store.deleteUser(last);
        return { status: 204 };
      },
    }));
  },
  "a server that deletes the account which the request names": () =>
    asking(async (request, { jwts, store }) => {
      const email = new URL(request.url).searchParams.get("email");
      if (request.method !== "DELETE" || email === null) return undefined;
      const claims = await jwts.verify(tokenOf(request) ?? "");
      const user = claims && (await store.findUser(email));
      return user && jwts.issue(String(user.id));
    }),
  "a server that serves who is gone": () => {
    const users = new Map<number, User>();
    return store((good) => ({
      async findUserById(id) {
        const user = (await good.findUserById(id)) ?? users.get(id);
        if (user) users.set(id, user);
        return user;
      },
    }));
  },
  "a server that serves who is gone once more": () => {
    const users = new Map<number, User>();
    return store((good) => ({
      async findUserById(id) {
        const user = await good.findUserById(id);
        const before = users.get(id);
        if (user) users.set(id, user);
        else users.delete(id);
        return user ?? before;
      },
    }));
  },
  "a server that keeps deletions in memory": () => ({
    env: (env) => {
      // Of this process alone: whoever is gone is back after a restart.
      const gone = new Set<number>();
      const unless = (user: User | undefined) => (user && gone.has(user.id) ? undefined : user);
      const good = env.store;
      return {
        ...env,
        store: {
          ...good,
          findUser: async (email) => unless(await good.findUser(email)),
          findUserById: async (id) => unless(await good.findUserById(id)),
          async deleteUser(id) {
            const isThere = !gone.has(id);
            gone.add(id);
            return isThere;
          },
        },
      };
    },
  }),

  "a server that says that it changed a password, and did not": () =>
    store(() => ({ changePassword: async () => true })),
  "a server that takes the old password beside the new one": () => {
    const old = new Map<string, string>();
    return {
      env: (env) => ({
        ...env,
        store: {
          ...env.store,
          async changePassword(user, passwordHash) {
            old.set(passwordHash, user.passwordHash);
            return env.store.changePassword(user, passwordHash);
          },
        },
        passwords: {
          ...env.passwords,
          verify: async (password, phc) =>
            (await env.passwords.verify(password, phc)) || env.passwords.verify(password, old.get(phc ?? "")),
        },
      }),
    };
  },
  "a server that changes the password of who logged in last": () => {
    let last: string | undefined;
    return {
      env: (env) => ({
        ...env,
        store: {
          ...env.store,
          async changePassword(user, passwordHash) {
            const other = last === undefined ? undefined : await env.store.findUser(last);
            return env.store.changePassword(other ?? user, passwordHash);
          },
        },
      }),
      getnative: (good) => ({
        ...good,
        async login(input) {
          const answer = await good.login(input);
          if (answer.status === 200) last = answer.body.email;
          return answer;
        },
      }),
    };
  },
  "a server that does not look at the current password": () =>
    handlers((good, env) => ({
      async changePassword(input) {
        const { password } = input.body;
        const claims = await env.jwts.verify(input.bearer ?? "");
        const user = claims && (await env.store.findUserById(Number(claims.sub)));
        if (!user || !claims) return good.changePassword(input);
        await env.store.changePassword(user, await env.passwords.hash(password));
        return done(await env.jwts.renew(claims));
      },
    })),
  "a server that takes an empty current password for the right one": () =>
    handlers((good, env) => ({
      async changePassword(input) {
        const { current_password, password } = input.body;
        const claims: Claims | undefined = await env.jwts.verify(input.bearer ?? "");
        const user = claims && (await env.store.findUserById(Number(claims.sub)));
        if (!user || current_password !== "") return good.changePassword(input);
        await env.store.changePassword(user, await env.passwords.hash(password));
        return done(await env.jwts.renew(claims));
      },
    })),
  "a server that changes a password before it looks at the current one": () =>
    handlers((good, env) => ({
      async changePassword(input) {
        const claims = await env.jwts.verify(input.bearer ?? "");
        const user = claims && (await env.store.findUserById(Number(claims.sub)));
        const answer = await good.changePassword(input);
        if (user && answer.status === 400) {
          await env.store.changePassword(user, await env.passwords.hash(input.body.password));
        }
        return answer;
      },
    })),

  "a server that forgets its key when another one signs": () => ({
    env: (env) => ({
      ...env,
      keyring: { ...env.keyring, verifying: async () => (await env.keyring.verifying()).slice(0, 1) },
    }),
  }),
} satisfies GetnativeMutants;

/** The answer to a password that was changed. */
function done(token: string) {
  const fields = { "cache-control": "no-store", "access-control-expose-headers": "GN-Access-Token" } as const;
  return { status: 204, headers: { ...fields, "GN-Access-Token": token } } as const;
}
