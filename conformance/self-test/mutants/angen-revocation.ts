import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { Profile } from "@authmark/reference-server/store/profile-port";
import type { Effects } from "@authmark/reference-server/tcp/command";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { AngenMutants } from "./angen.ts";
import { createPairs, type Known, uncounted } from "./angen-pairs.ts";
import { type Asked, amongGuests, handlers, type Message, saying } from "./angen-parts.ts";
import { store } from "./parts.ts";

const REVOKE = "account/revoke_tokens";
const CHANGE = "account/change_password";
type Ending = typeof REVOKE | typeof CHANGE;

const isDone = (message: Message, asked: Asked, name: Ending) =>
  asked.name === name && message.name === "system/success";

/** A server that spares some of the tokens that it is to end. */
function sparing(
  name: Ending,
  isSpared: (pair: Known, own: string | undefined, all: readonly Known[]) => boolean,
): Seams {
  const pairs = createPairs();
  /** The identifier code, hashed, by which a connection's user logged in. */
  const codeOf = new WeakMap<Profile, string>();
  const spare = <T>(env: Env, user: Profile | undefined, work: () => Promise<T>) => {
    const all = [...pairs.known.values()].filter(({ username }) => username === user?.username);
    return pairs.sparing(env, (pair) => all.includes(pair) && isSpared(pair, user && codeOf.get(user), all), work);
  };
  return {
    ...store((good) => pairs.over(good)),
    ...handlers((good, env) => ({
      async login(input) {
        const answer = await good.login(input);
        if (answer.login) codeOf.set(answer.login, hashOf(input.command.identifier_code));
        return answer;
      },
      revokeTokens: (input) =>
        name === REVOKE ? spare(env, input.user, () => good.revokeTokens(input)) : good.revokeTokens(input),
      changePassword: (input) =>
        name === CHANGE ? spare(env, input.user, () => good.changePassword(input)) : good.changePassword(input),
    })),
  };
}

/** A server that leaves connections open, but for those that it closes itself. */
function closing(name: Ending, closes: "connection" | "none", others: Parameters<typeof amongGuests>[0]): Seams {
  const effect = (asked: Ending, good: Effects["closes"]): Effects => {
    if (asked === name && closes === "none") return {};
    return good ? { closes: asked === name ? "connection" : good } : {};
  };
  return {
    ...store(uncounted),
    ...handlers((good) => ({
      async revokeTokens(input) {
        const { closes, ...answer } = await good.revokeTokens(input);
        return { ...answer, ...effect(REVOKE, closes) };
      },
      async changePassword(input) {
        const { closes, ...answer } = await good.changePassword(input);
        return { ...answer, ...effect(CHANGE, closes) };
      },
    })),
    ...amongGuests(others),
  };
}

const sameUser = (own: { user?: string }) => (other: { user?: string }) => other !== own && other.user === own.user;

/** A server that forgets at a restart what it ended. */
function endingInMemory(name: Ending): Seams {
  return {
    env: (env) => {
      const pairs = createPairs();
      const dead = new Set<string>();
      const { store: good } = env;
      const over = pairs.over(good);
      const keep = async <T>(username: string, work: () => Promise<T>) => {
        const result = await pairs.sparing(
          { ...env, store: { ...good, ...over } },
          (pair) => pair.username === username,
          work,
        );
        for (const pair of pairs.known.values()) if (pair.username === username) dead.add(pair.hashes.identifier);
        return result;
      };
      return {
        ...env,
        store: {
          ...good,
          ...over,
          findPair: async (identifier) => (dead.has(identifier) ? undefined : good.findPair(identifier)),
          replacePair: async (spent, ...next) =>
            dead.has(spent.identifier) ? undefined : over.replacePair(spent, ...next),
          deletePairs: (username) =>
            name === REVOKE ? keep(username, () => good.deletePairs(username)) : good.deletePairs(username),
          changePassword: (user, hash) =>
            name === CHANGE
              ? keep(user.username, () => good.changePassword(user, hash))
              : good.changePassword(user, hash),
        },
      };
    },
  };
}

/** Servers that are broken where a user's tokens and connections are to end. */
export const revocation = {
  // Who may
  "a server that says that nobody's tokens are revoked": () =>
    handlers((good) => ({
      revokeTokens: async (input) =>
        input.user ? good.revokeTokens(input) : { name: "system/success", message: { command: REVOKE } },
    })),

  // Tokens
  "a server that says that it revoked tokens, and did not": () => sparing(REVOKE, () => true),
  "a server that revokes the token of the connection": () =>
    sparing(REVOKE, ({ hashes }, own) => hashes.identifier !== own),
  "a server that revokes all tokens but that of the connection": () =>
    sparing(REVOKE, ({ hashes }, own) => hashes.identifier === own),
  "a server that leaves renewed tokens good at a revocation": () => sparing(REVOKE, ({ renewals }) => renewals > 0),
  "a server that leaves the last token good at a revocation": () =>
    sparing(REVOKE, (pair, _own, all) => pair === all.at(-1)),
  "a server that revokes the codes that log in": () => {
    const pairs = createPairs();
    const dead = new Set<string>();
    return {
      env: (env) => {
        const good = { ...env.store, ...pairs.over(env.store) };
        return {
          ...env,
          store: {
            ...good,
            findPair: async (identifier) => (dead.has(identifier) ? undefined : good.findPair(identifier)),
            async deletePairs(username) {
              const isOwn = (pair: Known) => pair.username === username;
              await pairs.sparing({ ...env, store: good }, isOwn, () => good.deletePairs(username));
              for (const pair of pairs.known.values()) if (isOwn(pair)) dead.add(pair.hashes.identifier);
            },
          },
        };
      },
    };
  },
  "a server that keeps revocations in memory": () => endingInMemory(REVOKE),
  "a server that keeps in memory which tokens a new password ended": () => endingInMemory(CHANGE),
  "a server that keeps renewals in memory": () => ({
    env: (env) => {
      const spent = new Set<string>();
      const pairs = createPairs();
      const { store: good } = env;
      const over = pairs.over(good);
      return {
        ...env,
        store: {
          ...good,
          ...over,
          findPair: async (identifier) => (spent.has(identifier) ? undefined : good.findPair(identifier)),
          async replacePair(old, ...next) {
            if (spent.has(old.identifier)) return undefined;
            const own = (pair: Known) => pair.hashes.identifier === old.identifier;
            const kept = { ...env, store: { ...good, ...over } };
            const profile = await pairs.sparing(kept, own, () => over.replacePair(old, ...next));
            if (profile) spent.add(old.identifier);
            return profile;
          },
        },
      };
    },
  }),
  "a server that revokes everybody's tokens": () => {
    const pairs = createPairs();
    return {
      ...store((good) => ({ ...uncounted(good), ...pairs.over({ ...good, ...uncounted(good) }) })),
      ...handlers((good, env) => ({
        async revokeTokens(input) {
          if (input.user) await pairs.end(env, () => true);
          return good.revokeTokens(input);
        },
      })),
    };
  },

  // Answers and connections
  "a server that closes the connection before it says that tokens are revoked": () =>
    saying((message, asked) => (isDone(message, asked, REVOKE) ? undefined : message)),
  "a server that takes a revocation for a failure": () =>
    saying((message, asked) =>
      isDone(message, asked, REVOKE)
        ? { ...message, name: "system/failure", message: { command: REVOKE, reason: "You are gone." } }
        : message,
    ),
  "a server that closes at a revocation the connection that asks": () =>
    closing(REVOKE, "connection", (message) => message),
  "a server that closes at a revocation the connections that do not ask": () =>
    closing(REVOKE, "none", (message, asked, own, all) => {
      if (isDone(message, asked, REVOKE)) for (const { wire } of all.filter(sameUser(own))) wire.finish();
      return message;
    }),
  "a server that logs out at a revocation, and closes no connection": () =>
    closing(REVOKE, "none", (message, asked, own, all) => {
      if (isDone(message, asked, REVOKE)) for (const { forget } of [own, ...all.filter(sameUser(own))]) forget();
      return message;
    }),
  "a server that closes everybody's connections at a revocation": () =>
    amongGuests((message, asked, _own, all) => {
      if (isDone(message, asked, REVOKE)) for (const { wire } of all) wire.finish();
      return message;
    }),

  // The same for a password that is changed
  "a server that leaves tokens good when a password changes": () => sparing(CHANGE, () => true),
  "a server that leaves the token of the connection good when a password changes": () =>
    sparing(CHANGE, ({ hashes }, own) => hashes.identifier === own),
  "a server that leaves renewed tokens good when a password changes": () =>
    sparing(CHANGE, ({ renewals }) => renewals > 0),
  "a server that closes the connection before it says that a password is changed": () =>
    saying((message, asked) => (isDone(message, asked, CHANGE) ? undefined : message)),
  "a server that closes with a new password the connection that asks": () =>
    closing(CHANGE, "connection", (message) => message),
  "a server that closes with a new password the connections that do not ask": () =>
    closing(CHANGE, "none", (message, asked, own, all) => {
      if (isDone(message, asked, CHANGE)) for (const { wire } of all.filter(sameUser(own))) wire.finish();
      return message;
    }),
} satisfies AngenMutants;
