import type { Seams } from "@authmark/reference-server/app";
import type { Pair } from "@authmark/reference-server/codes/codes";
import type { Env } from "@authmark/reference-server/env";
import type { PairHashes } from "@authmark/reference-server/store/code-port";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { AngenMutants } from "./angen.ts";
import { createPairs, gone, type Known, renewed, uncounted } from "./angen-pairs.ts";
import { amongGuests, codes, errorFor, handlers, saying } from "./angen-parts.ts";
import { renewsLater } from "./angen-races.ts";
import { store } from "./parts.ts";

type Pairs = ReturnType<typeof createPairs>;

/** A server that does not end every token which it renews. */
function sparing(isSpared: (old: Known) => boolean, isUsable: (old: PairHashes) => Partial<PairHashes>): Seams {
  const pairs = createPairs();
  return {
    ...store((good) => pairs.over(good)),
    ...handlers((good, env) => ({
      async renew(input) {
        const old = pairs.of(input.command.identifier_code);
        const answer = await good.renew(input);
        const owner = answer.name === "auth/token" && old && (await env.store.findProfile({ username: old.username }));
        if (owner && isSpared(old)) {
          await env.store.insertPair(owner, { ...old.hashes, ...isUsable(old.hashes) }, old.terms);
        }
        return answer;
      },
    })),
  };
}

/** A server that ends tokens after a renewal, or a refusal to renew. */
function endingAfter(
  name: "auth/token" | "system/failure",
  isEnded: (pair: Known, spent: Pair, pairs: Pairs) => boolean,
) {
  const pairs = createPairs();
  return {
    ...store((good) => ({ ...uncounted(good), ...pairs.over({ ...good, ...uncounted(good) }) })),
    ...handlers((good, env) => ({
      async renew(input) {
        const answer = await good.renew(input);
        const spent = { identifier: input.command.identifier_code, renewal: input.command.renewal_code };
        const fresh = answer.name === "auth/token" ? hashOf(answer.message.token.identifier_code) : undefined;
        const isMeant = (pair: Known) => pair.hashes.identifier !== fresh && isEnded(pair, spent, pairs);
        if (answer.name === name) await pairs.end(env, isMeant);
        return answer;
      },
    })),
  };
}

const ownerOf = ({ identifier }: Pair, pairs: Pairs) => pairs.of(identifier)?.username;
const refused = (message: { name: string }, asked: { name?: unknown }) =>
  asked.name === "auth/renew" && message.name === "system/failure";

/** Servers that are broken in what ends where a token is renewed, or is not. */
export const renewalEnds = {
  "a server that leaves a token good that it renewed": () =>
    sparing(
      () => true,
      () => ({}),
    ),
  "a server that leaves the identifier code good at a renewal": () =>
    sparing(
      () => true,
      ({ renewal }) => ({ renewal: gone(renewal) }),
    ),
  "a server that leaves the renewal code good at a renewal": () => {
    const spent = new Set<string>();
    const { env: wrap = (env: Env) => env, ...others } = sparing(
      () => true,
      () => ({}),
    );
    return {
      ...others,
      env: (env) => {
        const { store, ...spared } = wrap(env);
        const findPair: typeof store.findPair = async (identifier) =>
          spent.has(identifier) ? undefined : store.findPair(identifier);
        const replacePair: typeof store.replacePair = (old, ...next) => {
          spent.add(old.identifier);
          return store.replacePair(old, ...next);
        };
        return { ...spared, store: { ...store, findPair, replacePair } };
      },
    };
  },
  "a server that ends the old token at the first renewal only": () =>
    sparing(
      ({ renewals }) => renewals > 0,
      () => ({}),
    ),
  "a server that ends the old token when the new one logs in": () => {
    const pairs = createPairs();
    const before = new Map<string, string>();
    return {
      ...store((good) => ({ ...uncounted(good), ...pairs.over({ ...good, ...uncounted(good) }) })),
      ...handlers((good, env) => ({
        async renew(input) {
          const old = pairs.of(input.command.identifier_code);
          const answer = await good.renew(input);
          if (answer.name !== "auth/token" || !old) return answer;
          before.set(hashOf(answer.message.token.identifier_code), old.hashes.identifier);
          const owner = await env.store.findProfile({ username: old.username });
          if (owner) await env.store.insertPair(owner, old.hashes, old.terms);
          return answer;
        },
        async login(input) {
          const ended = before.get(hashOf(input.command.identifier_code));
          if (ended !== undefined) await pairs.end(env, ({ hashes }) => hashes.identifier === ended);
          return good.login(input);
        },
      })),
    };
  },
  "a server that renews an old token once more where its answer may be lost": () => {
    const lost = new Map<string, Pair>();
    return codes((good) => ({
      async renew(spent, address) {
        const renewed = await good.renew(spent, address);
        if (renewed) lost.set(`${spent.identifier} ${spent.renewal}`, renewed.pair);
        const again = lost.get(`${spent.identifier} ${spent.renewal}`);
        return renewed ?? (again && good.renew(again, address));
      },
    }));
  },
  "a server that ends all tokens of a user at a renewal": () =>
    endingAfter("auth/token", ({ username }, spent, pairs) => username === ownerOf(spent, pairs)),
  "a server that looks whether a token is good, and renews it a moment later": () => renewsLater(),
  "a server that closes the connections of a token that it renews": () =>
    amongGuests((message, asked, _own, all) => {
      const logged = all.filter(({ code }) => code === asked.command?.["identifier_code"]);
      if (renewed(message, asked)) for (const { wire } of logged) wire.finish();
      return message;
    }),
  "a server that logs out the connections of a token that it renews": () =>
    amongGuests((message, asked, _own, all) => {
      const logged = all.filter(({ code }) => code === asked.command?.["identifier_code"]);
      if (renewed(message, asked)) for (const { forget } of logged) forget();
      return message;
    }),

  // What fails
  "a server that takes codes which renew nothing for a malformed command": () =>
    saying((message, asked) => (refused(message, asked) ? errorFor(asked) : message)),
  "a server that ends a token whose renewal code is wrong": () =>
    endingAfter("system/failure", (pair, { identifier }) => pair.hashes.identifier === hashOf(identifier)),
  "a server that ends a token whose identifier code is wrong": () =>
    endingAfter("system/failure", (pair, { renewal }) => pair.hashes.renewal === hashOf(renewal)),
} satisfies AngenMutants;
