import type { Seams } from "@authmark/reference-server/app";
import type { Env } from "@authmark/reference-server/env";
import type { Profile } from "@authmark/reference-server/store/profile-port";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { AngenMutants } from "./angen.ts";
import { CHANGE, type Ending, REVOKE } from "./angen-endings.ts";
import { createPairs, type Known, uncounted } from "./angen-pairs.ts";
import { handlers } from "./angen-parts.ts";
import { store } from "./parts.ts";

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

/** Whether a pair was given to another address than the one of the connection's login. */
const isFromElsewhere = ({ terms }: Known, own: string | undefined, all: readonly Known[]) =>
  terms.address !== all.find(({ hashes }) => hashes.identifier === own)?.terms.address;

/** Servers that are broken where a user's tokens are to end. */
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
  "a server that leaves tokens of other addresses good at a revocation": () => sparing(REVOKE, isFromElsewhere),
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

  // The same for a password that is changed
  "a server that leaves tokens good when a password changes": () => sparing(CHANGE, () => true),
  "a server that leaves the token of the connection good when a password changes": () =>
    sparing(CHANGE, ({ hashes }, own) => hashes.identifier === own),
  "a server that leaves renewed tokens good when a password changes": () =>
    sparing(CHANGE, ({ renewals }) => renewals > 0),
  "a server that leaves tokens of other addresses good when a password changes": () => sparing(CHANGE, isFromElsewhere),
} satisfies AngenMutants;
