import { randomBytes } from "node:crypto";
import type { Env } from "@authmark/reference-server/env";
import { renderInstant } from "@authmark/reference-server/protocols/angen/rules";
import type { PairRecord } from "@authmark/reference-server/store/code-port";
import type { Profile, ProfileKey } from "@authmark/reference-server/store/profile-port";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { AngenMutants } from "./angen.ts";
import { createPairs, uncounted } from "./angen-pairs.ts";
import { codes, handlers } from "./angen-parts.ts";
import { passwords, store } from "./parts.ts";

const CHANGE = "account/change_password";

/** A server that changes a password for some that it should refuse. */
function changingFor(isTaken: (current: string) => boolean) {
  return handlers((good, env) => ({
    async changePassword(input) {
      const { user, command } = input;
      if (!user || !isTaken(command.current_password)) return good.changePassword(input);
      await env.store.changePassword(user, await env.passwords.hash(command.new_password));
      return { name: "system/success", message: { command: CHANGE }, closes: "user" };
    },
  }));
}

/** A server that does something more where a change gives a wrong password for the current one. */
function onWrong(act: (user: Profile, newPassword: string, env: Env) => Promise<void>) {
  return handlers((good, env) => ({
    async changePassword(input) {
      const answer = await good.changePassword(input);
      const isRefused = answer.name === "system/failure" && answer.message.reason.includes("current password");
      if (input.user && isRefused) await act(input.user, input.command.new_password, env);
      return answer;
    },
  }));
}

/** A token that is kept nowhere. */
function madeUp({ uuid }: Profile, env: Env) {
  const code = () => randomBytes(32).toString("base64url");
  const expires_at = renderInstant(env.clock.now() + 3_600_000);
  return {
    name: "auth/token",
    message: { token: { user_id: uuid, identifier_code: code(), renewal_code: code(), expires_at } },
  } as const;
}

/** Servers that are broken where a password changes, or an account goes. */
export const password = {
  "a server that changes the password of who logged in last": () => {
    let last: Profile | undefined;
    return handlers((good) => ({
      async login(input) {
        const answer = await good.login(input);
        last = answer.login ?? last;
        return answer;
      },
      changePassword: (input) => good.changePassword({ ...input, user: input.user ?? last }),
    }));
  },
  "a server that says that nobody's password is changed": () =>
    handlers((good) => ({
      changePassword: async (input) =>
        input.user ? good.changePassword(input) : { name: "system/success", message: { command: CHANGE } },
    })),
  "a server that does not look at the current password": () => changingFor(() => true),
  "a server that takes an empty current password for the right one": () => changingFor((current) => current === ""),
  "a server that changes a password before it looks at the current one": () =>
    onWrong(async (user, newPassword, env) => {
      await env.store.changePassword(user, await env.passwords.hash(newPassword));
    }),
  "a server that revokes a user's tokens where the current password is wrong": () => ({
    ...store(uncounted),
    ...onWrong(({ username }, _newPassword, env) => env.store.deletePairs(username)),
  }),
  "a server that says that it changed a password, and did not": () =>
    store((good) => ({ changePassword: (user) => good.changePassword(user, user.passwordHash) })),
  "a server that takes the old password beside the new one": () => {
    const earlier = new Map<string, string[]>();
    return {
      env: (env) => ({
        ...env,
        store: {
          ...env.store,
          async changePassword(user, passwordHash) {
            const changed = await env.store.changePassword(user, passwordHash);
            if (changed) earlier.set(passwordHash, [user.passwordHash, ...(earlier.get(user.passwordHash) ?? [])]);
            return changed;
          },
        },
        passwords: {
          ...env.passwords,
          async verify(password, phc) {
            for (const old of earlier.get(phc ?? "") ?? []) if (await env.passwords.verify(password, old)) return true;
            return env.passwords.verify(password, phc);
          },
        },
      }),
    };
  },
  "a server that remembers which passwords it compared": () => {
    const right = new Set<string>();
    return {
      ...passwords(() => ({})),
      ...handlers((good, env) => ({
        async getToken(input) {
          const { name = "", password } = input.command;
          const answer = await good.getToken(input);
          if (answer.name === "auth/token") right.add(`${name} ${password}`);
          const owner = right.has(`${name} ${password}`) ? await env.store.findProfile({ username: name }) : undefined;
          const pair = answer.name !== "auth/token" && owner && (await env.codes.issue(owner, input.address));
          if (!owner || !pair) return answer;
          const codes = { identifier_code: pair.identifier, renewal_code: pair.renewal };
          const token = { user_id: owner.uuid, ...codes, expires_at: renderInstant(pair.expiresAt) };
          return { name: "auth/token", message: { token } };
        },
      })),
    };
  },

  // Accounts that are gone
  "a server that gives a token to who is gone": () => {
    const seen = new Map<string, Profile>();
    return handlers((good, env) => ({
      async getToken(input) {
        const answer = await good.getToken(input);
        const { name = "", password } = input.command;
        const profile = await env.store.findProfile({ username: name });
        if (profile) seen.set(name, profile);
        const gone = profile ? undefined : seen.get(name);
        return gone && (await env.passwords.verify(password, gone.passwordHash)) ? madeUp(gone, env) : answer;
      },
    }));
  },
  "a server that renews the token of who is gone": () => {
    const pairs = createPairs();
    const seen = new Map<string, Profile>();
    return {
      env: (env) => {
        const good = { ...env.store, ...pairs.over(env.store) };
        const findProfile = async (key: ProfileKey) => {
          const profile = await good.findProfile(key);
          if (profile) seen.set(profile.username, profile);
          return profile;
        };
        return { ...env, store: { ...good, findProfile } };
      },
      ...handlers((good, env) => ({
        async renew(input) {
          const answer = await good.renew(input);
          const { identifier_code, renewal_code } = input.command;
          const pair = pairs.of(identifier_code);
          if (answer.name === "auth/token" || pair?.hashes.renewal !== hashOf(renewal_code)) return answer;
          const isGone = !(await env.store.findProfile({ username: pair.username }));
          const owner = seen.get(pair.username);
          return isGone && owner ? madeUp(owner, env) : answer;
        },
      })),
    };
  },
  "a server that logs in who is gone": () => {
    const records = new Map<string, PairRecord>();
    return codes((good, env) => ({
      async find(identifier) {
        const record = await good.find(identifier);
        if (record) records.set(identifier, record);
        const before = records.get(identifier);
        const isGone = before && !(await env.store.findProfile({ uuid: before.profile.uuid }));
        return isGone ? before : record;
      },
    }));
  },
} satisfies AngenMutants;
