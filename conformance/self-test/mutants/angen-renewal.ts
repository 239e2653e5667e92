import type { Seams } from "@authmark/reference-server/app";
import type { Pair } from "@authmark/reference-server/codes/codes";
import type { Env } from "@authmark/reference-server/env";
import type { PairHashes } from "@authmark/reference-server/store/code-port";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { AngenMutants } from "./angen.ts";
import { createPairs, type Known, uncounted } from "./angen-pairs.ts";
import { amongGuests, codes, errorFor, handlers, saying } from "./angen-parts.ts";
import { renewsLater } from "./angen-races.ts";
import { store } from "./parts.ts";

type Pairs = ReturnType<typeof createPairs>;

/** A server that takes other codes for the two of a token: `find` gives the hashes of the token that it renews. */
function renewingFor(find: (spent: PairHashes, pairs: Pairs) => PairHashes | undefined): Seams {
  const pairs = createPairs();
  return store((good) =>
    pairs.over({
      ...good,
      replacePair: (spent, next, terms, now) => good.replacePair(find(spent, pairs) ?? spent, next, terms, now),
    }),
  );
}

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

/** A server that renews on some connections only. */
function renewingWhere(isThere: (user: string | undefined, owner: string | undefined) => boolean): Seams {
  const pairs = createPairs();
  return {
    ...store((good) => pairs.over(good)),
    ...handlers((good) => ({
      renew: async (input) =>
        isThere(input.user?.username, pairs.of(input.command.identifier_code)?.username)
          ? good.renew(input)
          : { name: "system/failure", message: { command: "auth/renew", reason: "This needs a login." } },
    })),
  };
}

const ownerOf = ({ identifier }: Pair, pairs: Pairs) => pairs.of(identifier)?.username;
const gone = (hash: string) => hashOf(`not ${hash}`);
const renewed = (message: { name: string }, asked: { name?: unknown }) =>
  asked.name === "auth/renew" && message.name === "auth/token";
const refused = (message: { name: string }, asked: { name?: unknown }) =>
  asked.name === "auth/renew" && message.name === "system/failure";

/** Servers that are broken where a token is renewed. */
export const renewal = {
  // Both codes
  "a server that renews for an identifier code alone": () =>
    renewingFor(({ identifier }, { known }) => known.get(identifier)?.hashes),
  "a server that renews for a renewal code alone": () =>
    renewingFor(
      ({ renewal }, { known }) => [...known.values()].findLast(({ hashes }) => hashes.renewal === renewal)?.hashes,
    ),
  "a server that renews for the identifier code in both places": () =>
    renewingFor(({ identifier, renewal }, { known }) =>
      identifier === renewal ? known.get(identifier)?.hashes : undefined,
    ),
  "a server that renews for an empty renewal code": () =>
    renewingFor(({ identifier, renewal }, { known }) =>
      renewal === hashOf("") ? known.get(identifier)?.hashes : undefined,
    ),
  "a server that mixes the codes of a user's tokens": () =>
    renewingFor(({ identifier, renewal }, { known }) => {
      const pair = known.get(identifier);
      const other = [...known.values()].findLast(({ hashes }) => hashes.renewal === renewal);
      return pair?.username === other?.username ? pair?.hashes : undefined;
    }),
  "a server that mixes the codes of everybody's tokens": () =>
    renewingFor(({ identifier, renewal }, { known }) => {
      const isAnyones = [...known.values()].some(({ hashes }) => hashes.renewal === renewal);
      return isAnyones ? known.get(identifier)?.hashes : undefined;
    }),

  // Whose
  "a server that renews where the token's user is logged in": () => renewingWhere((user, owner) => user === owner),
  "a server that renews for the user of the connection": () =>
    handlers((good, env) => ({
      async renew(input) {
        const answer = await good.renew(input);
        if (answer.name !== "auth/token" || !input.user) return answer;
        const pair = await env.codes.issue(input.user, input.address);
        if (!pair) return answer;
        const codes = { identifier_code: pair.identifier, renewal_code: pair.renewal };
        return { ...answer, message: { token: { ...answer.message.token, user_id: input.user.uuid, ...codes } } };
      },
    })),
  "a server that names the user of the connection in a renewed token": () =>
    handlers((good) => ({
      async renew(input) {
        const answer = await good.renew(input);
        if (answer.name !== "auth/token" || !input.user) return answer;
        return { ...answer, message: { token: { ...answer.message.token, user_id: input.user.uuid } } };
      },
    })),
  "a server that logs in where it renews": () =>
    handlers((good, env) => ({
      async renew(input) {
        const answer = await good.renew(input);
        if (answer.name !== "auth/token") return answer;
        const login = await env.store.findProfile({ uuid: answer.message.token.user_id });
        return { ...answer, ...(login && { login }) };
      },
    })),
  "a server that logs out where it renews": () =>
    saying((message, asked, { forget }) => {
      if (renewed(message, asked)) forget();
      return message;
    }),

  // What ends
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

  // What comes of it
  "a server that renews a token as one that is dead": () =>
    store((good) => ({
      replacePair: (spent, next, terms, now) =>
        good.replacePair(spent, { ...next, identifier: gone(next.identifier) }, terms, now),
    })),
  "a server that renews a token as one that is good a second later": () => {
    const goodFrom = new Map<string, number>();
    return codes((good, env) => ({
      async renew(spent, address) {
        const renewed = await good.renew(spent, address);
        if (renewed) goodFrom.set(renewed.pair.identifier, env.clock.now() + 1_000);
        return renewed;
      },
      find: async (identifier) =>
        env.clock.now() < (goodFrom.get(identifier) ?? 0) ? undefined : good.find(identifier),
    }));
  },
  "a server that renews a token once": () => renewingAtMost(1),
  "a server that renews a token twice": () => renewingAtMost(2),

  // What fails
  "a server that takes codes which renew nothing for a malformed command": () =>
    saying((message, asked) => (refused(message, asked) ? errorFor(asked) : message)),
  "a server that ends a token whose renewal code is wrong": () =>
    endingAfter("system/failure", (pair, { identifier }) => pair.hashes.identifier === hashOf(identifier)),
  "a server that ends a token whose identifier code is wrong": () =>
    endingAfter("system/failure", (pair, { renewal }) => pair.hashes.renewal === hashOf(renewal)),
} satisfies AngenMutants;

/** A server that renews what comes of so many renewals, and no more. */
function renewingAtMost(times: number): Seams {
  return renewingFor(({ identifier }, { known }) => {
    const isWorn = (known.get(identifier)?.renewals ?? 0) >= times;
    return isWorn ? { identifier: gone(identifier), renewal: "" } : undefined;
  });
}
