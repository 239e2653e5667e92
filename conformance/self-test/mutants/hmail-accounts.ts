import { defaults } from "@authmark/reference-server/config";
import { parseBigUint } from "@authmark/reference-server/protocols/hmail/biguint";
import { createHandlers, type HmailHandlers } from "@authmark/reference-server/protocols/hmail/handlers";
import type { Challenge, TokenRecord } from "@authmark/reference-server/store/port";
import { ACCOUNTS } from "../accounts.ts";
import type { Broken } from "./broken.ts";
import { deletesLater, takesLater } from "./check-then-act.ts";
import type { Mutants } from "./hmail.ts";
import { handlers, tokens } from "./hmail-parts.ts";
import { passwordsAs, store } from "./parts.ts";

/** Far longer than a request takes to come in beside another one. */
const WINDOW_MS = 40;

const isGiven = (name: string) => ACCOUNTS.some(({ username }) => username === name);

/** A server that looks at proofs of work otherwise. */
const redeeming = (redeem: (good: Pow["redeem"]) => Pow["redeem"]): Broken => ({
  env: (env) => ({ ...env, pow: { ...env.pow, redeem: redeem((proof, base) => env.pow.redeem(proof, base)) } }),
});
type Pow = Parameters<NonNullable<Broken["env"]>>[0]["pow"];

/** A server that lets some of the challenges be answered again that were answered for nothing. */
const givingBack = (after: (answer: string) => boolean): Broken =>
  handlers((good, env) => ({
    createAccount: async (input): ReturnType<HmailHandlers["createAccount"]> => {
      const modulus = parseBigUint(input.body.pow_result?.token ?? "");
      const challenge = modulus && (await env.store.takeChallenge(modulus));
      const putBack = async () => challenge && env.store.insertChallenge(challenge, CAPACITY);
      await putBack();
      const answer = await good.createAccount(input);
      if (after(JSON.stringify(answer.body))) await putBack();
      return answer;
    },
  }));
const CAPACITY = 1000;

/** A server that makes some accounts against its own rules. */
function making(isMade: (account: { username: string; password: string }) => boolean): Broken {
  return handlers((good, env) => ({
    createAccount: async (input): ReturnType<HmailHandlers["createAccount"]> => {
      const answer = await good.createAccount(input);
      const { username, password } = input.body.inner_dangerous;
      if (typeof answer.body !== "object" || !/^Bad/.test(Object.keys(answer.body)[0] ?? "")) return answer;
      if (!isMade({ username, password })) return answer;
      await env.store.insertAccount({ username, passwordHash: await env.passwords.hash(password) });
      return { status: 200, body: { Success: username } };
    },
  }));
}

/** Servers that are broken where accounts come to be, and where they go. */
export const accounts = {
  "a server that makes accounts which nobody can use": () =>
    store((good) => ({
      insertAccount: async (account) => !isGiven(account.username) || good.insertAccount(account),
    })),
  "a server that takes any answer to a challenge": () =>
    redeeming((good) => async (proof, base) => {
      const redemption = await good(proof, base);
      return redemption === "wrong" ? "right" : redemption;
    }),
  "a server that takes as much work as was done": () =>
    handlers((_, env) => {
      const { createAccount } = createHandlers(env, { ...defaults, pow: { ...defaults.pow, requirement: 1 } });
      return { createAccount };
    }),
  "a server that takes answers to challenges of the client's own": () =>
    redeeming((good) => async (proof, base) => {
      const redemption = await good(proof, base);
      return redemption === "unknown" ? "right" : redemption;
    }),
  "a server that gives a challenge back for another answer": () => givingBack((answer) => /FailedNoRetry/.test(answer)),
  "a server that gives a challenge back for another name": () =>
    givingBack((answer) => /BadUsername|UsernameInUse/.test(answer)),
  "a server that never forgets a challenge": () => {
    const issued = new Map<bigint, Challenge>();
    return store((good) => ({
      async insertChallenge(challenge, capacity) {
        issued.set(challenge.modulus, challenge);
        await good.insertChallenge(challenge, capacity);
      },
      takeChallenge: async (modulus) => issued.get(modulus),
    }));
  },
  "a server that looks a challenge up, and deletes it a moment later": () => deletesLater(WINDOW_MS),
  "a server that gives a taken name a new password": () =>
    store((good) => ({
      insertAccount: async (account) => (await good.insertAccount(account)) || good.replacePassword(account),
    })),
  "a server that looks whether a name is free, and takes it a moment later": () => takesLater(WINDOW_MS),
  "a server that takes names of 3 characters": () => making(({ username }) => username.length === 3),
  "a server that takes names of 65 characters": () => making(({ username }) => username.length === 65),
  "a server that takes letters of any script in names": () => making(({ username }) => /\p{L}$/u.test(username)),
  "a server that takes passwords of 7 characters": () => making(({ password }) => password.length === 7),
  "a server that keeps the first 256 characters of a password": () => passwordsAs((password) => password.slice(0, 256)),
  "a server that ignores dots in names": () => {
    const plain = (username: string) => username.replaceAll(".", "");
    return store((good) => ({
      async insertAccount(account) {
        const username = plain(account.username);
        if (username === account.username) return good.insertAccount(account);
        return (await good.replacePassword({ ...account, username })) || good.insertAccount(account);
      },
    }));
  },
  "a server that renews the access of who is gone": () => {
    const known = new Map<string, TokenRecord>();
    return tokens((good) => ({
      async find(kind, token) {
        const record = (await good.find(kind, token)) ?? (kind === "refresh" ? known.get(token) : undefined);
        if (record) known.set(token, record);
        return record;
      },
    }));
  },
  "a server that keeps used challenges in memory": () => {
    const onDisk = new Map<bigint, Challenge>();
    return {
      env: (env) => {
        const used = new Set<bigint>();
        const good = env.store;
        return {
          ...env,
          store: {
            ...good,
            insertChallenge: async (challenge) => void onDisk.set(challenge.modulus, challenge),
            async takeChallenge(modulus) {
              if (used.has(modulus)) return undefined;
              used.add(modulus);
              return onDisk.get(modulus);
            },
          },
        };
      },
    };
  },
} satisfies Mutants;
