import type { Env } from "@authmark/reference-server/env";
import type { AngenMutants } from "./angen.ts";
import { handlers } from "./angen-parts.ts";
import { registersLater } from "./angen-races.ts";
import { store } from "./parts.ts";

type Account = { readonly name: string; readonly password: string; readonly email: string };

/** A server that gives an account to who registers what is taken. */
function onTaken(give: (account: Account, env: Env) => Promise<{ uuid: string; username: string } | undefined>) {
  return handlers((good, env) => ({
    async register(input) {
      const answer = await good.register(input);
      if (answer.name !== "system/failure" || !answer.message.reason.includes("taken")) return answer;
      const owner = await give(input.command, env);
      if (!owner) return answer;
      return { name: "account/registered", message: { user: { id: owner.uuid, name: owner.username } } };
    },
  }));
}

/** A server that gives an account a new password where what is found by `key` is taken. */
function overwriting(key: (account: Account) => { username: string } | { email: string }) {
  return onTaken(async (account, env) => {
    const owner = await env.store.findProfile(key(account));
    if (owner) await env.store.changePassword(owner, await env.passwords.hash(account.password));
    return owner;
  });
}

/** Servers that are broken where accounts come to be. */
export const registration = {
  "a server that makes accounts which nobody can use": () =>
    store((good) => ({
      insertProfile: (account) =>
        good.insertProfile({ ...account, passwordHash: `${account.passwordHash.slice(0, -4)}AAAA` }),
    })),
  "a server that logs in who registers": () =>
    handlers((good, env) => ({
      async register(input) {
        const answer = await good.register(input);
        if (answer.name !== "account/registered") return answer;
        const login = await env.store.findProfile({ uuid: answer.message.user.id });
        return { ...answer, ...(login && { login }) };
      },
    })),
  "a server that gives a taken name a new password": () => overwriting(({ name }) => ({ username: name })),
  "a server that gives a taken email a new password": () => overwriting(({ email }) => ({ email })),
  "a server that takes an email twice": () =>
    store((good) => ({
      insertProfile: async (account) =>
        (await good.insertProfile(account)) ??
        good.insertProfile({ ...account, email: `${account.username}@another.example` }),
    })),
  "a server that gives a taken email to who registers it later": () => {
    const owners = new Map<string, string>();
    return store((good) => ({
      async insertProfile(account) {
        const added = await good.insertProfile(account);
        if (added) return added;
        const later = await good.insertProfile({ ...account, email: `${account.username}@another.example` });
        if (later) owners.set(account.email, account.username);
        return later;
      },
      findProfile(key) {
        const owner = "email" in key ? owners.get(key.email) : undefined;
        return good.findProfile(owner === undefined ? key : { username: owner });
      },
    }));
  },
  "a server that looks whether a name is free, and takes it a moment later": () => registersLater(),
} satisfies AngenMutants;
