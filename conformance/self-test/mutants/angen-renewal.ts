import type { Seams } from "@authmark/reference-server/app";
import type { PairHashes } from "@authmark/reference-server/store/code-port";
import { hashOf } from "@authmark/reference-server/tokens/tokens";
import type { AngenMutants } from "./angen.ts";
import { createPairs, gone, renewed } from "./angen-pairs.ts";
import { codes, handlers, saying } from "./angen-parts.ts";
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

/** Servers that are broken in which token they renew, and to what. */
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
} satisfies AngenMutants;

/** A server that renews what comes of so many renewals, and no more. */
function renewingAtMost(times: number): Seams {
  return renewingFor(({ identifier }, { known }) => {
    const isWorn = (known.get(identifier)?.renewals ?? 0) >= times;
    return isWorn ? { identifier: gone(identifier), renewal: "" } : undefined;
  });
}
