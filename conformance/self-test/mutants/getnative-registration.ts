import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { Account } from "@authmark/reference-server/store/port";
import type { User } from "@authmark/reference-server/store/user-port";
import { takesEmailLater } from "./check-then-act.ts";
import type { GetnativeMutants } from "./getnative.ts";
import { handlers, inField, jwts, localPart, REGISTER, welcome } from "./getnative-parts.ts";
import { passwordsAs, store, withStatus } from "./parts.ts";
import { pathOf } from "./requests.ts";

/** Far longer than a request takes to come in beside another one. */
const WINDOW_MS = 40;

/** Servers that are broken where accounts come to be. */
export const registrations = {
  "a server that makes accounts which nobody can use": () =>
    handlers((good, env) => ({
      async register(input) {
        const answer = await good.register(input);
        if (answer.status === 200) await env.store.deleteUser(answer.body.id);
        return answer;
      },
    })),
  "a server that makes accounts and brings no token": () =>
    inField((token, request) => (pathOf(request) === REGISTER ? undefined : token)),
  "a server that spells emails in lower case when they are registered": () =>
    store((good) => ({
      insertUser: (account) => good.insertUser({ ...account, username: account.username.toLowerCase() }),
    })),
  "a server that gives a taken email a new password": () =>
    onTaken(async (owner, { passwordHash }, { store }) => {
      await store.changePassword(owner, passwordHash);
      return owner;
    }),
  "a server that logs in whoever registers a taken email": () => onTaken(async (owner) => owner),
  "a server that logs in who registers an email again with its password": () =>
    handlers((good, env) => ({
      async register(input) {
        const answer = await good.register(input);
        const { email, password } = input.body;
        const owner = answer.status === 409 ? await env.store.findUser(email) : undefined;
        return owner && (await env.passwords.verify(password, owner.passwordHash)) ? welcome(owner, env) : answer;
      },
    })),
  "a server that looks whether an email is free, and takes it a moment later": () => takesEmailLater(WINDOW_MS),
  "a server that takes a taken email for a bad request": () => withStatus(409, 400),
  "a server that registers an email again with another case of its domain": () =>
    handlers((good, env) => ({
      async register(input) {
        const { email, password } = input.body;
        if (!/@.*[A-Z]/.test(email)) return good.register(input);
        const user = await env.store.insertUser({ username: email, passwordHash: await env.passwords.hash(password) });
        return user ? welcome(user, env) : good.register(input);
      },
    })),
  "a server that keeps the first 256 characters of a password": () => passwordsAs((password) => password.slice(0, 256)),
  "a server that ignores dots in names": () =>
    onTaken(
      async (owner, { passwordHash }, { store }) => {
        await store.changePassword(owner, passwordHash);
        return owner;
      },
      (email) => localPart(email, (part) => part.replaceAll(".", "")),
    ),
  "a server that gives the number of a deleted account to the next one": () => {
    const numbers = createNumbers();
    return store((good) => numbers.over(good));
  },
  "a server that calls accounts by their emails": () =>
    jwts((good, env) => {
      const named = async (sub: string) => (await env.store.findUserById(Number(sub)))?.username ?? sub;
      return {
        issue: async (sub) => good.issue(await named(sub)),
        renew: async (claims) => good.renew({ ...claims, sub: await named(claims.sub) }),
        async verify(token) {
          const claims = await good.verify(token);
          const user = claims && (await env.store.findUser(claims.sub));
          return user && { ...claims, sub: String(user.id) };
        },
      };
    }),
} satisfies GetnativeMutants;

/**
 * A server that gives an account to who registers an email that is taken, as far as it sees.
 *
 * @param seen the email as it compares it, where another one than is registered is to be taken
 */
function onTaken(
  give: (owner: User, account: Account, env: Env) => Promise<User>,
  seen?: (email: string) => string,
): Seams {
  return {
    env: (env) => ({
      ...env,
      store: {
        ...env.store,
        async insertUser(account) {
          const username = seen?.(account.username) ?? account.username;
          const isSpelt = username === account.username;
          const owner = seen && isSpelt ? undefined : await env.store.findUser(username);
          return owner ? give(owner, account, env) : env.store.insertUser(account);
        },
      },
    }),
  };
}

/** Numbers of accounts that are given out again. */
function createNumbers() {
  const free: number[] = [];
  const inner = new Map<number, number>();
  const outer = new Map<number, number>();
  const shown = (user: User | undefined) => user && { ...user, id: outer.get(user.id) ?? user.id };
  const own = (id: number) => inner.get(id) ?? id;
  return {
    over: (good: Env["store"]): Partial<Env["store"]> => ({
      async insertUser(account) {
        const user = await good.insertUser(account);
        const again = user && free.pop();
        if (user && again !== undefined) {
          inner.set(again, user.id);
          outer.set(user.id, again);
        }
        return shown(user);
      },
      findUser: async (username) => shown(await good.findUser(username)),
      findUserById: async (id) => (free.includes(id) ? undefined : shown(await good.findUserById(own(id)))),
      changePassword: (user, passwordHash) => good.changePassword({ ...user, id: own(user.id) }, passwordHash),
      async deleteUser(id) {
        const deleted = !free.includes(id) && (await good.deleteUser(own(id)));
        if (deleted) free.push(id);
        return deleted;
      },
    }),
  };
}
